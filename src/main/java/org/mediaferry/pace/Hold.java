package org.mediaferry.pace;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets somebody halt a run: what is under way ends, and nothing new begins until it is let go. */
public final class Hold {

    private static final Logger LOG = LoggerFactory.getLogger(Hold.class);
    private static final String OPERATOR = "operator";
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Pauses pauses;
    private volatile @Nullable Instant since;

    /** @param pauses are told of it */
    Hold(Pauses pauses) {
        this.pauses = pauses;
    }

    /** Halts; once more changes nothing. */
    public synchronized void begin() {
        if (since == null) {
            since = Instant.now();
            pauses.add(new Pause(
                    OPERATOR, Instant.now(), "somebody paused the run, and it goes on when somebody resumes it"));
            LOG.info("paused - what is under way ends, nothing new begins until somebody resumes");
        }
    }

    /** Goes on; once more changes nothing. */
    public synchronized void end() {
        if (since != null) {
            since = null;
            pauses.remove(OPERATOR);
            LOG.info("resumed - goes on where it was");
        }
    }

    /** Since when it is halted; empty when it is not. */
    public Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    /**
     * Waits while it is halted.
     *
     * @return false, at once, when the run is to stop
     */
    boolean await(BooleanSupplier stopping) throws InterruptedException {
        while (since != null && !stopping.getAsBoolean()) {
            LockSupport.parkNanos(STEP_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return !stopping.getAsBoolean();
    }
}
