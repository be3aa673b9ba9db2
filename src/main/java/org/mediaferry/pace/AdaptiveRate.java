package org.mediaferry.pace;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds how many requests a second a store takes: additive increase, multiplicative decrease. There is no limit until the
 * store refuses more than one in eight; the first limit then is four fifths of what it took in the second before. While it
 * takes none under the new limit, that is halved with each third refused request, down to one a second. When it takes requests
 * again, the limit doubles each half second up to four fifths of what once worked, then grows by a fiftieth of that in the
 * first second, two in the second, and so on: the way from there to the old limit takes five seconds. A store that refuses a few now and then, whatever their
 * number, is sent as many as before: they come again.
 *
 * <p>A pure function of its calls and the clock. Any thread may call.
 */
final class AdaptiveRate {

    /** No limit was found yet. */
    static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private static final double SLOWEST = 1;
    private static final double KEPT = 0.8;
    private static final double STEP = 0.02;
    private static final double SMALLEST_STEP = 0.1;
    /** Of the last requests, about so many count for the share that is refused. */
    private static final double MEMORY = 128;

    private static final double TOO_MANY = 0.125;
    /** So many in a row, and it takes none. */
    private static final int ALL = 3;
    /** A limit that is not used up says nothing about a higher one. */
    private static final double IN_USE = 0.5;

    private static final long EPISODE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long DOUBLING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final Recent taken;
    private double limit = UNLIMITED;
    private double proven = UNLIMITED;
    private double refusedShare;
    private int refusedInARow;
    private int steps;

    private long lastFall;
    private long lastChange;

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    AdaptiveRate(LongSupplier nanos) {
        this.nanos = nanos;
        this.taken = new Recent(nanos);
        this.lastFall = nanos.getAsLong() - EPISODE_NANOS;
    }

    /** Requests a second at most; {@link #UNLIMITED} until the store refused one. */
    synchronized double perSecond() {
        return limit;
    }

    /** The store took a request. */
    synchronized void took() {
        taken.add();
        refusedShare -= refusedShare / MEMORY;
        refusedInARow = 0;
        if (limit != UNLIMITED && isDue() && isUsed()) {
            change(
                    limit < proven
                            ? Math.min(2 * limit, proven)
                            : limit + Math.max(SMALLEST_STEP, ++steps * STEP * proven));
        }
    }

    /**
     * The store refused a request because there are too many.
     *
     * @param sentNanos when it was sent, by the same clock
     */
    synchronized void refused(long sentNanos) {
        refusedShare += (1 - refusedShare) / MEMORY;
        if (limit != UNLIMITED && sentNanos - lastChange < 0) {
            return; // it was under way before the limit changed
        }
        refusedInARow++;
        if (refusedShare > TOO_MANY || limit != UNLIMITED && refusedInARow >= ALL) {
            fall();
        }
    }

    private void fall() {
        boolean goesOn = nanos.getAsLong() - lastFall < EPISODE_NANOS;
        lastFall = nanos.getAsLong();
        double worked = Math.min(limit, taken.perSecond());
        if (goesOn || worked < SLOWEST) {
            change(limit == UNLIMITED ? SLOWEST : limit / 2);
        } else {
            proven = Math.max(SLOWEST, KEPT * worked);
            change(proven);
        }
    }

    private boolean isDue() {
        return nanos.getAsLong() - lastChange >= (limit < proven ? DOUBLING_NANOS : STEP_NANOS);
    }

    private boolean isUsed() {
        return limit < 2 * SLOWEST || taken.perSecond() >= IN_USE * limit;
    }

    private void change(double newLimit) {
        if (newLimit < limit) {
            refusedShare = 0;
            refusedInARow = 0;
            steps = 0;
        }
        limit = Math.max(SLOWEST, newLimit);
        lastChange = nanos.getAsLong();
    }
}
