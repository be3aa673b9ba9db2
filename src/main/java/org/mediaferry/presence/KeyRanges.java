package org.mediaferry.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts the keys of a page into ranges that a listing can walk along. */
final class KeyRanges {

    /** Three digits and a slash: a level of an id partition. */
    private static final int LEVEL = 4;

    private KeyRanges() {}

    /**
     * One range a folder of slot, such as {@code cache/media_attachments/files/}, in the order of the keys. The ids are
     * not looked at: partitions of nine and of eighteen digits interleave as texts, so a range is what lies between two
     * keys and not between two ids.
     *
     * @param keys in any order; one that occurs twice counts once
     */
    static List<KeyRange> of(Collection<String> keys) {
        List<String> sorted = keys.stream().distinct().sorted(KeyOrder::compare).toList();
        List<KeyRange> ranges = new ArrayList<>();
        int begin = 0;
        for (int at = 1; at <= sorted.size(); at++) {
            if (at == sorted.size() || !slotOf(sorted.get(at)).equals(slotOf(sorted.get(begin)))) {
                ranges.add(KeyRange.of(sorted.subList(begin, at)));
                begin = at;
            }
        }
        return ranges;
    }

    /** A key less name, style and id partition; of a key that is built otherwise, the folder two levels up. */
    private static String slotOf(String key) {
        int end = folderOf(key, folderOf(key, key.length()));
        while (isLevel(key, end - LEVEL)) {
            end -= LEVEL;
        }
        return key.substring(0, end);
    }

    /** Where the folder ends, after its slash, of the file or folder that ends at {@code end}. */
    private static int folderOf(String key, int end) {
        return key.lastIndexOf('/', end - 2) + 1;
    }

    private static boolean isLevel(String key, int at) {
        return at >= 0
                && (at == 0 || key.charAt(at - 1) == '/')
                && isDigit(key.charAt(at))
                && isDigit(key.charAt(at + 1))
                && isDigit(key.charAt(at + 2));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
