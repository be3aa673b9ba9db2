package org.mediaferry.verify;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.mediaferry.catalog.Page;
import org.mediaferry.catalog.mastodon.IdRange;
import org.mediaferry.presence.Listed;

/**
 * The rows of one table, asked for what they own. Ids that are wanted may lie close together or a million rows apart: the
 * number of rows to read at once follows what the last reading gave, so that rows which nobody asked about are few.
 */
final class Claims {

    private static final long FEWEST = 10;
    private static final long MOST = 1000;

    private final String table;
    private final Rows rows;
    private final UnaryOperator<String> keyOfCopy;
    private long atOnce = MOST;
    private long lowest = Long.MIN_VALUE;

    Claims(String table, Rows rows, UnaryOperator<String> keyOfCopy) {
        this.table = table;
        this.rows = rows;
        this.keyOfCopy = keyOfCopy;
    }

    /**
     * Takes away what rows of these ids own.
     *
     * @param wanted in ascending order of the first id
     * @param unclaimed by key at the destination
     */
    void take(List<IdRange> wanted, Map<String, Listed> unclaimed) {
        if (lowest == Long.MIN_VALUE && !findLowest()) {
            return;
        }
        int at = settled(wanted, 0, lowest - 1);
        long cursor = Long.MIN_VALUE;
        while (at < wanted.size()) {
            cursor = Math.max(cursor, Math.max(lowest, wanted.get(at).first()) - 1);
            Page page = rows.page(table, cursor, atOnce);
            page.objects().forEach(object -> unclaimed.remove(keyOfCopy.apply(object.key())));
            if (page.isEnd()) {
                return;
            }
            checkMoved(page);
            int next = settled(wanted, at, page.last());
            boolean sparse = (next - at) * 4L < page.rows();
            atOnce = sparse ? Math.max(FEWEST, atOnce / 2) : Math.min(MOST, atOnce * 2);
            cursor = page.last();
            at = next;
        }
    }

    /**
     * Finds the lowest id: candidates below it, as every key has a negative one, need not be looked for in each page.
     *
     * @return whether the table has a row at all
     */
    private boolean findLowest() {
        Page first = rows.page(table, Long.MIN_VALUE, 1);
        if (!first.isEnd()) {
            checkMoved(first);
            lowest = first.last();
        }
        return !first.isEnd();
    }

    /** The first of the ranges, from {@code at} on, of which rows up to {@code last} do not tell all. */
    private static int settled(List<IdRange> wanted, int at, long last) {
        int next = at;
        while (next < wanted.size() && wanted.get(next).last() <= last) {
            next++;
        }
        return next;
    }

    private static void checkMoved(Page page) {
        if (page.last() == page.after()) {
            throw new IllegalStateException("no id of a page of " + page.table() + " after " + page.after()
                    + " can be read: is routes/sql/" + page.table() + ".sql as shipped?");
        }
    }
}
