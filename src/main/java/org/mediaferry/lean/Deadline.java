package org.mediaferry.lean;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The longest that a request may take to be answered, whatever drips meanwhile: then its connection is dropped. */
final class Deadline {

    private final Wire wire;
    private final Future<?> end;
    private boolean met;
    private boolean over;

    private Deadline(ScheduledThreadPoolExecutor clock, Duration limit, Wire wire) {
        this.wire = wire;
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

    static Deadline of(ScheduledThreadPoolExecutor clock, Duration limit, Wire wire) {
        return new Deadline(clock, limit, wire);
    }

    private synchronized void pass() {
        if (!met) {
            over = true;
            wire.drop();
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

    /** Why the connection broke: {@link OverdueException} where it was this. */
    synchronized IOException reason(IOException broken) {
        return over ? new OverdueException(broken) : broken;
    }

    /** The connection was dropped because the time was over. */
    static final class OverdueException extends IOException {

        private static final long serialVersionUID = 1L;

        OverdueException(IOException cause) {
            super(cause);
        }
    }
}
