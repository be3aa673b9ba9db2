package org.mediaferry.lean;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The longest that a request may take to be answered, the way to the store included, whatever drips meanwhile: then its
 * connection is dropped.
 */
final class Deadline {

    private final Future<?> end;
    private Runnable drop = () -> {};
    private boolean met;
    private boolean over;

    private Deadline(ScheduledThreadPoolExecutor clock, Duration limit) {
        this.end = clock.schedule(this::pass, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A clock for {@link #of}: one thread that does not keep the process alive, and keeps nothing of what was met. */
    static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "lean-client-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    static Deadline of(ScheduledThreadPoolExecutor clock, Duration limit) {
        return new Deadline(clock, limit);
    }

    /**
     * Says what the request hangs on from now on.
     *
     * @param drop ends it, and is called at most once
     * @throws OverdueException when the time is over already
     */
    synchronized void bounds(Runnable drop) throws OverdueException {
        if (over) {
            drop.run();
            throw new OverdueException(null);
        }
        this.drop = drop;
    }

    private synchronized void pass() {
        if (!met) {
            over = true;
            drop.run();
        }
    }

    /**
     * The answer is there.
     *
     * @return false when it came too late: its connection is gone
     */
    synchronized boolean met() {
        met = true;
        end.cancel(false);
        return !over;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Why the connection broke: {@link OverdueException} where it was this. */
    synchronized IOException reason(IOException broken) {
        return over ? new OverdueException(broken) : broken;
    }

    /** The connection was dropped because the time was over. */
    static final class OverdueException extends IOException {

        private static final long serialVersionUID = 1L;

        OverdueException(@Nullable IOException cause) {
            super(cause);
        }
    }
}
