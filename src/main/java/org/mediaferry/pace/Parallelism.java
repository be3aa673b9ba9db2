package org.mediaferry.pace;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Finds how many copies at once pay. It takes twice as many, later half as many more, as long as that copies a tenth more in
 * the same time; when it does not, it goes back, and tries again half a minute later. While this machine has no
 * processor to spare more copies would only wait for each other, so it takes none. While a store takes no more requests, it
 * gives up what it took, step by step.
 *
 * <p>A pure function of its calls and what it is given. Any thread may call.
 */
public final class Parallelism {

    private static final int FIRST = 16;
    private static final int DOUBLED_BELOW = 64;
    private static final double WORTH_IT = 1.1;
    /** A large object is as much as so many small ones. */
    private static final double BYTES_OF_ONE = 256 * 1024;

    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int STEPS_OF_REST = 30;

    private final int most;
    private final LongSupplier nanos;
    private final BooleanSupplier busy;
    private final BooleanSupplier throttled;
    private int atOnce;
    private int before;
    private double rateBefore;
    private int rest;
    private double done;
    private int copies;
    private long began;

    /**
     * @param most that it ever says
     * @param nanos a clock that only goes forward, as {@link System#nanoTime}
     * @param busy whether the processors of this machine have nothing to spare
     * @param throttled whether a store takes no more requests
     */
    public Parallelism(int most, LongSupplier nanos, BooleanSupplier busy, BooleanSupplier throttled) {
        this.most = most;
        this.nanos = nanos;
        this.busy = busy;
        this.throttled = throttled;
        this.atOnce = Math.min(FIRST, most);
        this.before = atOnce;
        this.began = nanos.getAsLong();
    }

    /** Copies at once, 1 or more. */
    public synchronized int atOnce() {
        return atOnce;
    }

    /** An object was copied, or looked after otherwise. */
    public synchronized void ended(long bytes) {
        done += 1 + bytes / BYTES_OF_ONE;
        copies++;
        long passed = nanos.getAsLong() - began;
        // As many as are under way, or those of the step before would count for this one
        if (passed >= STEP_NANOS && copies >= atOnce) {
            step(done / passed);
            done = 0;
            copies = 0;
            began = nanos.getAsLong();
        }
    }

    private void step(double rate) {
        if (throttled.getAsBoolean()) {
            settle(Math.max(Math.min(FIRST, most), atOnce * 3 / 4));
        } else if (atOnce > before && rate < WORTH_IT * rateBefore) {
            settle(before);
        } else if (rest > 0) {
            rest--;
        } else if (atOnce < most && !busy.getAsBoolean()) {
            before = atOnce;
            rateBefore = rate;
            atOnce = Math.min(most, atOnce < DOUBLED_BELOW ? 2 * atOnce : atOnce * 3 / 2);
        } else {
            before = atOnce;
        }
    }

    private void settle(int number) {
        atOnce = number;
        before = number;
        rest = STEPS_OF_REST;
    }
}
