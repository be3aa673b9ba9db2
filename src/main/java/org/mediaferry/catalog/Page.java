package org.mediaferry.catalog;

import java.util.List;
import java.util.Objects;

/**
 * One page of a table, read in the order of its ids.
 *
 * @param table the table
 * @param after the id after which the page begins
 * @param last the id of the page's last row; equals {@code after} when the page is empty
 * @param rows the number of rows read, those without a file included; 0 means that the table is at its end
 * @param objects the objects that the rows own, in the order of the rows, then of slots and styles
 * @param oddRows what the rules do not cover
 */
public record Page(String table, long after, long last, int rows, List<MediaObject> objects, List<OddRow> oddRows) {

    public Page {
        Objects.requireNonNull(table, "table");
        objects = List.copyOf(objects);
        oddRows = List.copyOf(oddRows);
        if (last < after) {
            throw new IllegalArgumentException("a page of " + table + " after " + after + " cannot end at " + last);
        }
    }

    /** Whether nothing is left in the table after {@link #after}. */
    public boolean isEnd() {
        return rows == 0;
    }
}
