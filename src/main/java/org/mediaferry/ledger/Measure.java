package org.mediaferry.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a run is or was.
 *
 * @param ended when it ended or, of one that goes on or was killed, when it was measured last
 * @param time how long it took until then, pauses included, but not the time between two looks of a run that follows
 * @param objects copied
 * @param bytes copied
 */
public record Measure(Instant ended, Duration time, long objects, long bytes) {

    /** Fewer objects say more of a start and an end than of what lies between. */
    public static final long FEWEST = 100;

    /** Objects copied in a second. */
    public double objectsPerSecond() {
        return perSecond(objects);
    }

    /** Bytes copied in a second. */
    public double bytesPerSecond() {
        return perSecond(bytes);
    }

    private double perSecond(long amount) {
        return amount * 1000.0 / Math.max(1, time.toMillis());
    }
}
