package org.mediaferry.pace;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How often something happened in the second that just passed. Not safe for threads by itself. */
final class Recent {

    private static final int SLOTS = 20;
    private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(1) / SLOTS;

    private final LongSupplier nanos;
    private final long[] counts = new long[SLOTS];
    private final long began;
    private long current;

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    Recent(LongSupplier nanos) {
        this.nanos = nanos;
        this.current = slot();
        this.began = current;
    }

    void add() {
        advance();
        counts[(int) Math.floorMod(current, (long) SLOTS)]++;
    }

    /** Times a second, over the last second or, when that is shorter, over all of its life. */
    double perSecond() {
        advance();
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        double slots = Math.min(SLOTS, current - began + 1);
        return sum * SLOTS / slots;
    }

    private void advance() {
        long now = slot();
        for (long slot = Math.max(current + 1, now - SLOTS + 1); slot <= now; slot++) {
            counts[(int) Math.floorMod(slot, (long) SLOTS)] = 0;
        }
        current = now;
    }

    private long slot() {
        return Math.floorDiv(nanos.getAsLong(), SLOT_NANOS);
    }
}
