package org.mediaferry.sync;

import java.util.ArrayList;
import java.util.List;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.catalog.Page;
import org.mediaferry.ledger.Only;

/** How far one table has been read, and which of its rows the selection takes. Used by one thread at a time. */
final class TableScan {

    private final Selection selection;
    private final LastSeen lastSeen;
    private long cursor;
    private long skipped;
    private long taken;
    private Step next;
    private boolean reachedEnd;

    TableScan(Selection selection, long after) {
        this(selection, LastSeen.none(after));
    }

    /** @param lastSeen where it begins, and what of the rows there is not new */
    TableScan(Selection selection, LastSeen lastSeen) {
        this.selection = selection;
        this.lastSeen = lastSeen;
        this.cursor = lastSeen.from();
        this.next = new Step(cursor, 0, 0, false, false, List.of());
    }

    /** The id after which the next page begins. */
    long after() {
        return cursor;
    }

    /** The page's share in the selection. The scan stands where it stood until {@link #moved}. */
    Page select(Page page) {
        if (!page.isEnd() && page.last() == page.after()) {
            throw new IllegalStateException("no id of a page of " + page.table() + " after " + page.after()
                    + " can be read: is routes/sql/" + page.table() + ".sql as shipped?");
        }
        if (isFull(0)) {
            return nothingMore(page);
        }
        List<MediaObject> chosen = new ArrayList<>();
        List<Long> passed = new ArrayList<>();
        long skippedHere = 0;
        long takenHere = 0;
        for (List<MediaObject> row : rowsOf(page)) {
            if (isFull(takenHere)) {
                break;
            }
            long id = row.get(0).id();
            passed.add(id);
            if (lastSeen.has(id)) {
                continue;
            }
            if (skipped + skippedHere < selection.offset()) {
                skippedHere++;
            } else {
                takenHere++;
                chosen.addAll(row);
            }
        }
        boolean full = isFull(takenHere);
        long last = full ? chosen.get(chosen.size() - 1).id() : page.last();
        next = new Step(last, skippedHere, takenHere, full || page.isEnd(), page.isEnd(), passed);
        return new Page(page.table(), page.after(), last, page.rows(), chosen, newOddRows(page));
    }

    /** Those before the checkpoint were told when it was passed. */
    private List<OddRow> newOddRows(Page page) {
        return page.after() >= lastSeen.mark()
                ? page.oddRows()
                : page.oddRows().stream()
                        .filter(row -> row.id() > lastSeen.mark())
                        .toList();
    }

    /** A poll route may fire once more before it is stopped; what lies behind the limit must not count as read. */
    private Page nothingMore(Page page) {
        next = new Step(cursor, 0, 0, true, false, List.of());
        return new Page(page.table(), page.after(), page.after(), 0, List.of(), List.of());
    }

    private boolean isFull(long takenHere) {
        return selection.limit().isPresent()
                && taken + takenHere >= selection.limit().getAsLong();
    }

    /**
     * Moves past the selected page.
     *
     * @return whether there is more to read
     */
    boolean moved() {
        cursor = next.last;
        skipped += next.skipped;
        taken += next.taken;
        reachedEnd = next.lastRow;
        lastSeen.passed(next.passed);
        return !next.end;
    }

    private List<List<MediaObject>> rowsOf(Page page) {
        List<List<MediaObject>> rows = new ArrayList<>();
        List<MediaObject> row = List.of();
        for (MediaObject object : page.objects()) {
            if (!wants(object)) {
                continue;
            }
            if (row.isEmpty() || row.get(0).id() != object.id()) {
                row = new ArrayList<>();
                rows.add(row);
            }
            row.add(object);
        }
        return rows;
    }

    private boolean wants(MediaObject object) {
        return selection.only() == Only.ALL || object.remote() == (selection.only() == Only.REMOTE);
    }

    /** Whether the last row was seen. */
    boolean reachedEnd() {
        return reachedEnd;
    }

    /** The last rows with files that it has passed, in ascending order of their ids. */
    List<Long> lastSeen() {
        return lastSeen.ids();
    }

    private record Step(long last, long skipped, long taken, boolean end, boolean lastRow, List<Long> passed) {}
}
