package org.mediaferry.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a run was.
 *
 * @param ended when it ended
 * @param time how long it took, pauses included; more than zero
 * @param objects copied
 * @param bytes copied
 */
public record Measure(Instant ended, Duration time, long objects, long bytes) {

    /** Fewer objects say more of a start and an end than of what lies between. */
    public static final long FEWEST = 100;

    /** Objects copied in a second. */
    public double objectsPerSecond() {
        return objects * 1000.0 / Math.max(1, time.toMillis());
    }
}
