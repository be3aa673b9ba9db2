package org.mediaferry.ledger;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.mediaferry.outcome.Outcome;

/** The one hand that writes into the ledger while objects are copied: the outcome routes hold it. */
public final class Recorder {

    private final Ledger ledger;
    private final Progress progress;
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong recorded = new AtomicLong();
    private volatile boolean ended;

    public Recorder(Ledger ledger, Progress progress) {
        this.ledger = ledger;
        this.progress = progress;
    }

    /** Takes note that an outcome is on its way. */
    public void told() {
        told.incrementAndGet();
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
    public void record(List<Outcome> outcomes) {
        if (!ended) {
            progress.close(outcomes, ledger::commit);
            recorded.addAndGet(outcomes.size());
        }
    }

    /** Commits the checkpoints as they stand: pages of rows without a file move them too. */
    public void checkpoint() {
        record(List.of());
    }

    /**
     * Commits the checkpoints for the last time. Copies that were left behind may fail only because the process ends, and
     * nothing is said of them.
     */
    public void end() {
        checkpoint();
        ended = true;
    }
}
