package org.mediaferry.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.mediaferry.ledger.Tally;
import org.mediaferry.sync.CopyRun;

/**
 * A run that copies, with what is needed to say how far it is.
 *
 * @param job {@code sync} or {@code replay}
 * @param run the run
 * @param rows of each table, as the planner believes; empty where it does not know
 * @param began when it began
 * @param speed how fast it is now
 */
public record Watched(String job, CopyRun run, Map<String, OptionalLong> rows, Instant began, Speed speed) {

    /** A run that begins now. */
    public static Watched begin(String job, CopyRun run, Map<String, OptionalLong> rows) {
        return new Watched(job, run, rows, Instant.now(), new Speed());
    }

    /** Objects in all: those seen, and as many again of each row still to read. Empty while that is not known. */
    public OptionalLong estimatedObjects() {
        if (rows.isEmpty() || rows.values().stream().anyMatch(OptionalLong::isEmpty)) {
            return OptionalLong.empty();
        }
        long all = rows.values().stream().mapToLong(OptionalLong::getAsLong).sum();
        return estimate(all, run.progress().total());
    }

    /** The same for one table. */
    public OptionalLong estimatedObjects(String table, Tally tally) {
        OptionalLong known = rows.getOrDefault(table, OptionalLong.empty());
        return known.isEmpty() ? known : estimate(known.getAsLong(), tally);
    }

    private static OptionalLong estimate(long rows, Tally tally) {
        if (tally.rows() == 0) {
            return OptionalLong.empty();
        }
        long left = Math.max(0, rows - tally.rows());
        return OptionalLong.of(tally.queued() + left * tally.queued() / tally.rows());
    }

    /** Objects that are being copied, those that wait for their turn left out. */
    public int inFlight() {
        return Math.max(0, run.parts().atOnce().underWay() - run.turns().waiting());
    }

    /** Since when it runs. */
    public Duration time() {
        return Duration.between(began, Instant.now());
    }
}
