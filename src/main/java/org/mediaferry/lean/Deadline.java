package org.mediaferry.lean;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The longest that a request may take to be answered, whatever drips meanwhile: then its connection is dropped. */
final class Deadline {

    private final Future<?> end;
    private volatile boolean over;

    private Deadline(ScheduledThreadPoolExecutor clock, Duration limit, Wire wire) {
        this.end = clock.schedule(
                () -> {
                    over = true;
                    wire.drop();
                },
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
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

    /** The answer is there. */
    void met() {
        end.cancel(false);
    }

    /** Whether it passed: why the connection broke. */
    boolean isOver() {
        return over;
    }
}
