package org.mediaferry.transfer;

import java.time.Duration;
import org.mediaferry.config.Transfer;

/**
 * How long a store may take before a try has failed.
 *
 * @param idle how long it may be silent
 * @param bytesPerSecond what it must give or take at least, 1 or more
 */
record Patience(Duration idle, long bytesPerSecond) {

    static Patience of(Transfer transfer) {
        return new Patience(transfer.idleTimeout(), transfer.minSpeed());
    }

    /**
     * The longest that a put of so many bytes may take: the idle time for each of the two stores, so that the one that is
     * silent is found out by its own connection first, and what the bytes need at the least speed.
     */
    Duration forPut(long length) {
        // Not multipliedBy, which goes through BigDecimal: each put asks
        return idle.plus(idle).plus(atLeastSpeed(length));
    }

    /** Whether so few bytes in so long a time are too few; never before the idle time is over. */
    boolean isExhausted(Duration waited, long bytes) {
        return waited.compareTo(idle) >= 0 && atLeastSpeed(bytes).compareTo(waited) < 0;
    }

    private Duration atLeastSpeed(long bytes) {
        return Duration.ofSeconds(bytes / bytesPerSecond).plusMillis(bytes % bytesPerSecond * 1000 / bytesPerSecond);
    }
}
