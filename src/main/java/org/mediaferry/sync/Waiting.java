package org.mediaferry.sync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the end of what a route reads. */
final class Waiting {

    private static final long STEP_MS = 200;

    private Waiting() {}

    /**
     * Returns when the end is reached or the run is to stop.
     *
     * @param keepGoing called at the beginning and then again and again: a reloaded poll route waits to be started anew
     */
    static void until(CompletableFuture<Void> end, Run run, Runnable keepGoing) {
        CompletableFuture<Object> any = CompletableFuture.anyOf(end, run.stopped());
        while (!any.isDone()) {
            keepGoing.run();
            try {
                any.get(STEP_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // not yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                run.interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException("neither future fails", e);
            }
        }
    }
}
