package org.mediaferry.catalog;

import java.util.Objects;

/**
 * A row, or a value of it, that the rules do not cover; the run goes on without it.
 *
 * @param table the row's table
 * @param id its primary key
 * @param what what is odd and what was done instead, one sentence
 */
public record OddRow(String table, long id, String what) {

    public OddRow {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(what, "what");
    }
}
