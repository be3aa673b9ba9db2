package org.mediaferry.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Keys as a Mastodon server makes them. */
final class Keys {

    /** A usual id of a row written in 2023: milliseconds, and two bytes that tell rows of one millisecond apart. */
    static final long IN_2023 = 109_600_000_000_000_000L;
    /** Ids of rows that are a second apart. */
    static final long SECOND = 1000L << 16;

    private Keys() {}

    /** Original and small of rows a second apart; every third is local. */
    static List<String> ofMedia(long firstId, int rows) {
        return LongStream.range(0, rows)
                .mapToObj(row -> ofMediaRow(firstId + row * SECOND + row * 7919 % 65_536, row % 3 != 0))
                .flatMap(List::stream)
                .toList();
    }

    static List<String> ofMediaRow(long id, boolean remote) {
        String folder = (remote ? "cache/" : "") + "media_attachments/files/" + partition(id);
        String name = Long.toHexString(id * 0x9E3779B97F4A7C15L);
        return List.of(folder + "/original/" + name + ".jpg", folder + "/small/" + name + ".jpg");
    }

    static String partition(long id) {
        String digits = String.format(id < 1_000_000_000L ? "%09d" : "%012d", id);
        List<String> groups = new ArrayList<>();
        for (int at = 0; at + 3 <= digits.length(); at += 3) {
            groups.add(digits.substring(at, at + 3));
        }
        return String.join("/", groups);
    }
}
