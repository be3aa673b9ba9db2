package org.mediaferry.sync;

import java.time.Duration;
import java.util.List;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.ledger.Progress;
import org.mediaferry.ledger.Recorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until every queued object has its outcome in the ledger. A route that is reloaded interrupts what it has in
 * flight; such objects stay open although nothing is under way any more, and are queued again.
 */
final class Draining {

    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int MOST_ROUNDS = 3;

    private final Engine engine;
    private final Progress progress;
    private final Recorder recorder;
    private final Run run;
    private final long quietSteps;

    /** @param commitInterval the longest that an outcome waits for its commit */
    Draining(Engine engine, Progress progress, Recorder recorder, Run run, Duration commitInterval) {
        this.engine = engine;
        this.progress = progress;
        this.recorder = recorder;
        this.run = run;
        this.quietSteps = 20 + 2 * commitInterval.toMillis() / STEP.toMillis();
    }

    /**
     * Returns when no object is open; when the run is to stop, as soon as what is in flight has its outcome in the ledger,
     * or after the stop time-out. A failure that stops the run is not waited for: it may be the ledger's.
     */
    void await() {
        try {
            for (int round = 1; !isIdleOrQuiet(); round++) {
                queueAgain(progress.open(), round);
            }
            if (run.isStopping() && run.failure().isEmpty()) {
                engine.awaitFlight(recorder::hasAll);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.interrupt();
        }
    }

    /** @return false when objects are open, and nothing has been under way for a while */
    private boolean isIdleOrQuiet() throws InterruptedException {
        long quiet = 0;
        while (!run.isStopping() && !progress.awaitIdle(STEP)) {
            quiet = engine.isQuiet() ? quiet + 1 : 0;
            if (quiet >= quietSteps) {
                return false;
            }
        }
        return true;
    }

    private void queueAgain(List<MediaObject> left, int round) {
        if (round > MOST_ROUNDS) {
            run.stopBecause(new IllegalStateException(left.size() + " objects were queued " + round
                    + " times and got no outcome, for example " + left.get(0).key()
                    + ": does an edited route drop them before direct:tell-outcome?"));
            return;
        }
        LOG.info("transfer - {} objects were interrupted, as by a reloaded route; queueing them again", left.size());
        recorder.giveUpRest();
        engine.send("direct:requeue", left);
    }
}
