package org.mediaferry.sync;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The last rows with files that were seen up to the checkpoint of a table. A server gives a row its id when it is written,
 * and shows it when it is committed, perhaps after rows with higher ids: those that appear below the checkpoint are late, and
 * new. Used by one thread at a time.
 */
final class LastSeen {

    /** Rows; a large server writes so many in a minute or two, and few uploads that a transaction waits for take longer. */
    static final int MOST = 5000;

    private final long mark;
    /** In ascending order. */
    private final long[] before;

    private final long[] passed = new long[MOST];
    private long count;

    private LastSeen(long mark, long[] before) {
        this.mark = mark;
        this.before = before;
    }

    /**
     * @param mark the checkpoint
     * @param ids of rows that were seen when the table was last read to its end; none when it never was
     */
    static LastSeen of(long mark, Collection<Long> ids) {
        return new LastSeen(
                mark, ids.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    /** For a scan that begins after an id and looks back at none. */
    static LastSeen none(long after) {
        return new LastSeen(after, new long[0]);
    }

    /** The checkpoint. */
    long mark() {
        return mark;
    }

    /** The id after which a scan has to begin that shall find late rows. */
    long from() {
        return before.length == 0 ? mark : Math.min(mark, before[0] - 1);
    }

    /** Whether a row was seen before; one that a stopped run has seen since the table was last read to its end, too. */
    boolean has(long id) {
        boolean wasBehindThem = before.length == 0 || id > before[before.length - 1];
        return id <= mark && (wasBehindThem || Arrays.binarySearch(before, id) >= 0);
    }

    /** Takes note of rows that a scan has passed, in ascending order. */
    void passed(List<Long> rows) {
        for (long id : rows) {
            passed[(int) (count++ % MOST)] = id;
        }
    }

    /** The last ones that were passed, in ascending order. */
    List<Long> ids() {
        return LongStream.range(Math.max(0, count - MOST), count)
                .mapToObj(n -> passed[(int) (n % MOST)])
                .toList();
    }
}
