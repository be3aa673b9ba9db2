package org.mediaferry.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.Page;

/** Where the poll routes stand: the routes ask it where the next page begins and what of a page is wanted. */
public final class Scan {

    private final Selection selection;
    private final Map<String, TableScan> tables = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

    public Scan(Selection selection) {
        this.selection = selection;
    }

    /**
     * Begins a table.
     *
     * @return done when the last page that the selection wants has been queued
     */
    public CompletableFuture<Void> begin(String table, long after) {
        return begin(table, LastSeen.none(after));
    }

    /** The same, with another look at the last rows before the checkpoint. */
    CompletableFuture<Void> begin(String table, LastSeen lastSeen) {
        tables.put(table, new TableScan(selection, lastSeen));
        CompletableFuture<Void> end = new CompletableFuture<>();
        ends.put(table, end);
        return end;
    }

    /** The id after which the next page of a table begins. */
    public long after(String table) {
        return tables.get(table).after();
    }

    /** The time since when a row must have been written to be wanted; null for all rows. */
    public @Nullable Instant since() {
        return selection.since().orElse(null);
    }

    /** What the selection wants of a page. */
    public Page select(Page page) {
        return tables.get(page.table()).select(page);
    }

    /**
     * Moves past a page whose objects are all queued.
     *
     * @return whether there is more to read
     */
    public boolean moved(Page page) {
        boolean more = tables.get(page.table()).moved();
        if (!more) {
            ends.get(page.table()).complete(null);
        }
        return more;
    }

    /** The last rows with files of a table that were seen, in ascending order of their ids. */
    List<Long> lastSeen(String table) {
        return tables.get(table).lastSeen();
    }

    /** Whether a table was read to its last row, and not only as far as a limit. */
    boolean reachedEnd(String table) {
        return tables.get(table).reachedEnd();
    }
}
