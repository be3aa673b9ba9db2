package org.mediaferry.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands.
 *
 * @param job the job
 * @param mark the id at or below which every object has an outcome; {@link Long#MIN_VALUE} when there is none yet
 * @param started when it was last started, or null if only outcomes of it are known
 * @param finished when it last reached the end of its table, or null when it has not since it was started
 * @param updated when the ledger last took something down for it
 * @param counters by kind, then mandatory before optional; none with 0 objects
 */
public record JobState(
        Job job,
        long mark,
        @Nullable Instant started,
        @Nullable Instant finished,
        Instant updated,
        List<Counter> counters) {

    public JobState {
        counters = List.copyOf(counters);
    }
}
