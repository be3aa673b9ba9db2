package org.mediaferry.presence;

/**
 * The order in which S3 lists keys: that of their UTF-8 bytes, unsigned, which is the order of code points. {@link
 * String#compareTo} differs: it puts what lies beyond U+FFFF before U+E000.
 */
final class KeyOrder {

    private static final int SURROGATES = 0x2000;
    private static final int AFTER_SURROGATES = 0x800;

    private KeyOrder() {}

    /** Compares as S3 does. */
    static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int at = 0; at < shorter; at++) {
            if (a.charAt(at) != b.charAt(at)) {
                return rank(a.charAt(at)) - rank(b.charAt(at));
            }
        }
        return a.length() - b.length();
    }

    /** Half of a character beyond U+FFFF ranks after every whole character. */
    private static int rank(char c) {
        if (c < Character.MIN_SURROGATE) {
            return c;
        }
        return Character.isSurrogate(c) ? c + SURROGATES : c - AFTER_SURROGATES;
    }

    /**
     * A text before {@code key} in the order of every store, with next to nothing in between: the key less its last
     * character.
     *
     * @param key not empty
     */
    static String justBefore(String key) {
        return key.substring(0, key.offsetByCodePoints(key.length(), -1));
    }

    /** Whether the key stands where it should even in a store that sorts UTF-16; some do. */
    static boolean isSameInUtf16(String key) {
        return key.chars().allMatch(c -> c < Character.MIN_SURROGATE);
    }
}
