package org.mediaferry.sync;

import java.time.Duration;
import org.mediaferry.ledger.Progress;

/** Waits until every queued object has its outcome in the ledger. */
final class Draining {

    private static final Duration STEP = Duration.ofMillis(100);

    private Draining() {}

    /** Returns when no object is open, or when the run is to stop. */
    static void await(Progress progress, Run run) {
        try {
            while (!run.isStopping() && !progress.awaitIdle(STEP)) {
                // looks again whether the run is to stop
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.interrupt();
        }
    }
}
