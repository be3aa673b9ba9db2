package org.mediaferry.sync;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    /** Done as soon as the run is to stop. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** The failure that stopped the run, if one did. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }
}
