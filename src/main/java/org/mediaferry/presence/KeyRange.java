package org.mediaferry.presence;

import java.util.List;

/**
 * Keys that lie close together in a listing.
 *
 * @param prefix what they all begin with; empty, or ends in a slash
 * @param keys at least one, each once, in the order of {@link KeyOrder}
 */
record KeyRange(String prefix, List<String> keys) {

    KeyRange {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a range has at least one key");
        }
    }

    /** The range of these keys, as narrow as a prefix can make it. */
    static KeyRange of(List<String> sorted) {
        // What the first and the last have in common, all between have too
        return new KeyRange(commonFolder(sorted.get(0), sorted.get(sorted.size() - 1)), sorted);
    }

    private static String commonFolder(String a, String b) {
        int folder = 0;
        for (int at = 0; at < Math.min(a.length(), b.length()) && a.charAt(at) == b.charAt(at); at++) {
            if (a.charAt(at) == '/') {
                folder = at + 1;
            }
        }
        return a.substring(0, folder);
    }
}
