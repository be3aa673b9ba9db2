package org.mediaferry.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Whether a run goes on, and why not if not. The first reason to stop counts. */
public final class Run {

    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;

    /** Stops the run because of a failure that concerns everything. */
    public void stopBecause(Throwable failure) {
        synchronized (this) {
            if (!stopping) {
                this.failure = failure;
                stopping = true;
            }
        }
        stopped.complete(null);
    }

    /** Stops the run because somebody asked for it. */
    public void interrupt() {
        synchronized (this) {
            stopping = true;
        }
        stopped.complete(null);
    }

    /** Whether nothing new may begin. */
    public boolean isStopping() {
        return stopping;
    }

    /** Waits for this long, or until the run is to stop. */
    void awaitStop(Duration atMost) {
        try {
            stopped.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // goes on
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it does not fail", e);
        }
    }

    /** Done as soon as the run is to stop. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** The failure that stopped the run, if one did. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }
}
