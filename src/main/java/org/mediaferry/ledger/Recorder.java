package org.mediaferry.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.OutcomeGroup;

/** The one hand that writes into the ledger while objects are copied: the outcome routes hold it. */
public final class Recorder {

    /** What they are worth in memory is a few MB. */
    private static final int MOST_ON_THEIR_WAY = 5000;

    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Ledger ledger;
    private final Progress progress;
    private final Measuring measuring;
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong recorded = new AtomicLong();
    private volatile boolean ended;
    private volatile boolean failed;

    public Recorder(Ledger ledger, Progress progress) {
        this(ledger, progress, Clock.systemUTC());
    }

    Recorder(Ledger ledger, Progress progress, Clock clock) {
        this.ledger = ledger;
        this.progress = progress;
        this.measuring = new Measuring(ledger, progress, clock);
    }

    /** Takes note that the run begins, so that how fast it is can be told. */
    public void begin() {
        measuring.begin();
    }

    /** Takes note that the run had nothing to do for a while. */
    public void rested(Duration time) {
        measuring.rested(time);
    }

    /** Takes note that an outcome is on its way. While thousands are, because the ledger is slow, it waits for some seconds. */
    public void told() {
        long begun = System.nanoTime();
        told.incrementAndGet();
        while (isBehind() && System.nanoTime() - begun < LONGEST_WAIT_NANOS) {
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private boolean isBehind() {
        return told.get() - recorded.get() > MOST_ON_THEIR_WAY
                && !ended
                && !failed
                && !Thread.currentThread().isInterrupted();
    }

    /** Takes note that what is not recorded by now never will be: it was lost with a route that was replaced. */
    public void giveUpRest() {
        told.set(recorded.get());
    }

    /** Whether each outcome that was told of is in the ledger. */
    public boolean hasAll() {
        return recorded.get() >= told.get();
    }

    /**
     * Commits what became of these objects, and the checkpoints that follow from it, in one transaction. Does nothing
     * after the {@link #end()}.
     *
     * @throws LedgerException when it cannot be written; the objects then stay open
     */
    public void record(OutcomeGroup group) {
        record(group.outcomes());
    }

    private void record(List<Outcome> outcomes) {
        if (!ended) {
            try {
                progress.close(outcomes, ledger::commit);
                recorded.addAndGet(outcomes.size());
                measuring.nowAndThen();
            } catch (RuntimeException e) {
                failed = true;
                throw e;
            }
        }
    }

    /** Commits the checkpoints as they stand: pages of rows without a file move them too. */
    public void checkpoint() {
        record(List.of());
    }

    /**
     * Commits the checkpoints for the last time, and how fast the run was. Copies that were left behind may fail only
     * because the process ends, and nothing is said of them.
     */
    public void end() {
        checkpoint();
        measuring.end();
        ended = true;
    }
}
