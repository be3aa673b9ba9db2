package org.mediaferry.sync;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The last rows with files that were seen up to the checkpoint of a table. A server gives a row its id when it is written,
 * and shows it when it is committed, perhaps after rows with higher ids: those that appear below the checkpoint are late, and
 * new. Used by one thread at a time.
 */
final class LastSeen {

    /** Rows; a large server writes so many in a minute or two, and no upload that a transaction waits for takes longer. */
    static final int MOST = 5000;

    private final long mark;
    private final long lastBefore;
    private final TreeSet<Long> ids;

    private LastSeen(long mark, Collection<Long> ids) {
        this.mark = mark;
        this.ids = new TreeSet<>(ids);
        this.lastBefore = this.ids.isEmpty() ? Long.MIN_VALUE : this.ids.last();
    }

    /**
     * @param mark the checkpoint
     * @param ids of rows that were seen when the table was last read to its end; none when it never was
     */
    static LastSeen of(long mark, Collection<Long> ids) {
        return new LastSeen(mark, ids);
    }

    /** For a scan that begins after an id and looks back at none. */
    static LastSeen none(long after) {
        return new LastSeen(after, List.of());
    }

    /** The checkpoint. */
    long mark() {
        return mark;
    }

    /** The id after which a scan has to begin that shall find late rows. */
    long from() {
        return ids.isEmpty() ? mark : Math.min(mark, ids.first() - 1);
    }

    /** Whether a row was seen before; one that a stopped run has seen since the table was last read to its end, too. */
    boolean has(long id) {
        return id <= mark && (id > lastBefore || ids.contains(id));
    }

    /** Takes note of rows that a scan has passed, in ascending order. */
    void passed(List<Long> rows) {
        ids.addAll(rows);
        while (ids.size() > MOST) {
            ids.pollFirst();
        }
    }

    /** The last ones, in ascending order. */
    List<Long> ids() {
        return List.copyOf(ids);
    }
}
