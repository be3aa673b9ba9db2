package org.mediaferry.ledger;

import java.util.Objects;

/**
 * A table and which of its objects: what has a checkpoint of its own.
 *
 * @param table the table, e.g. {@code accounts}; not blank
 * @param only which of its objects
 */
public record Job(String table, Only only) {

    public Job {
        Objects.requireNonNull(only, "only");
        if (table.isBlank()) {
            throw new IllegalArgumentException("a job needs the name of a table, was blank");
        }
    }

    /** The name in reports: {@code accounts}, or {@code accounts:local} when the job handles a part of the table. */
    public String name() {
        return only == Only.ALL ? table : table + ":" + only.label();
    }
}
