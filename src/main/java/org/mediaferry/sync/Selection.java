package org.mediaferry.sync;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.mediaferry.ledger.Only;

/**
 * Which part of each table a run is about.
 *
 * @param only local objects, remote ones, or all
 * @param after begin after this id instead of at the checkpoint
 * @param offset rows with files to leave out at the beginning, 0 or more
 * @param limit rows with files to take at most, 1 or more; empty for all
 * @param since only rows that were written since then; empty for all
 */
public record Selection(Only only, OptionalLong after, long offset, OptionalLong limit, Optional<Instant> since) {

    /** Everything. */
    public static final Selection ALL =
            new Selection(Only.ALL, OptionalLong.empty(), 0, OptionalLong.empty(), Optional.empty());

    public Selection {
        if (offset < 0) {
            throw new IllegalArgumentException("--offset must be 0 or more, was " + offset);
        }
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException("--limit must be 1 or more, was " + limit.getAsLong());
        }
    }

    /** Whether the run begins at the checkpoint and leaves no gap, so that its end may move the checkpoint. */
    public boolean followsCheckpoint() {
        return after.isEmpty() && offset == 0 && since.isEmpty();
    }
}
