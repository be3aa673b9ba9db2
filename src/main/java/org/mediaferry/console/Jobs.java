package org.mediaferry.console;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mediaferry.ledger.Tally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of this process, of which one at a time goes on. Safe for threads. */
public final class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final @Nullable Work work;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "job"));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Jobs::daemon);
    private volatile @Nullable Order underWay;
    private volatile @Nullable Watched watched;
    private volatile @Nullable Ended last;
    private boolean stopRequested;
    private boolean closed;

    /** @param work null for a process that does one job, begun elsewhere */
    public Jobs(@Nullable Work work) {
        this.work = work;
        clock.scheduleAtFixedRate(this::sample, 1, 1, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "console-clock");
        thread.setDaemon(true);
        return thread;
    }

    private void sample() {
        Watched now = watched;
        if (now != null) {
            Tally total = now.run().progress().total();
            now.speed().sample(total.objects(), total.bytes());
        }
    }

    /** Whether jobs can be started here. */
    boolean takesOrders() {
        return work != null;
    }

    /**
     * Starts a job.
     *
     * @throws ApiException when another one goes on, or this process starts none
     */
    public synchronized void start(Order order) {
        Work ours = work;
        if (ours == null) {
            throw ApiException.conflict("this process does one job, and ends with it; mediaferry serve starts others");
        }
        Order other = underWay;
        if (other != null) {
            throw ApiException.conflict(
                    order.job() + " was not started, as " + other.job() + " goes on: wait for its end, or stop it");
        }
        if (closed) {
            throw ApiException.conflict("mediaferry is being stopped");
        }
        underWay = order;
        stopRequested = false;
        worker.execute(() -> run(ours, order));
    }

    private void run(Work ours, Order order) {
        LOG.info("{} - started", order.job());
        Ended ended;
        try {
            ended = ours.run(order, this::watch);
        } catch (RuntimeException e) {
            ended = new Ended(
                    order.job(), Instant.now(), Ended.FAILED, String.valueOf(e.getMessage()), java.util.Map.of());
        }
        if (ended.result().equals(Ended.FAILED)) {
            LOG.error("{} - failed: {}", order.job(), ended.why());
        } else {
            LOG.info("{} - ended: {}", order.job(), ended.result());
        }
        synchronized (this) {
            watched = null;
            underWay = null;
            last = ended;
        }
    }

    /** Takes note of a run; one that was stopped before it could be seen is stopped now. */
    public synchronized void watch(Watched run) {
        watched = run;
        if (stopRequested) {
            run.run().run().interrupt();
        }
    }

    /** The run that goes on; empty when there is none, or one that is just beginning. */
    public Optional<Watched> watched() {
        return Optional.ofNullable(watched);
    }

    /** The job that goes on, or is just beginning. */
    Optional<Order> underWay() {
        return Optional.ofNullable(underWay);
    }

    /** How the last job ended; empty before the first did. */
    Optional<Ended> last() {
        return Optional.ofNullable(last);
    }

    /** What goes on: {@code idle}, {@code starting}, {@code running}, {@code paused}, {@code waiting} or {@code stopping}. */
    String state() {
        Watched now = watched;
        if (now == null) {
            return underWay == null ? "idle" : "starting";
        }
        if (now.run().run().isStopping()) {
            return "stopping";
        }
        if (now.run().turns().hold().since().isPresent()) {
            return "paused";
        }
        return now.run().turns().pauses().isEmpty() ? "running" : "waiting";
    }

    /**
     * Halts what goes on.
     *
     * @throws ApiException when nothing does
     */
    void pause() {
        running().run().turns().hold().begin();
    }

    /**
     * Lets go on what was halted, and asks stores in trouble at once.
     *
     * @throws ApiException when nothing goes on
     */
    void resume() {
        Watched run = running();
        run.run().turns().hold().end();
        run.run().turns().askNow();
    }

    /**
     * Stops what goes on, in good order.
     *
     * @throws ApiException when nothing does
     */
    synchronized void stop() {
        if (underWay != null && watched == null) {
            stopRequested = true;
        } else {
            running().run().run().interrupt();
        }
    }

    /** @throws ApiException when nothing goes on */
    Watched running() {
        return watched().orElseThrow(() -> ApiException.conflict("no job goes on"));
    }

    /** Asks stores in trouble at once. */
    public void askNow() {
        watched().ifPresent(run -> run.run().turns().askNow());
    }

    /** Whether a job goes on, or is just beginning. */
    public boolean isBusy() {
        return underWay != null || watched != null;
    }

    /** Stops what goes on, and waits for its end; a second call does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            stopRequested = true;
            Watched now = watched;
            if (now != null) {
                now.run().run().interrupt();
            }
        }
        clock.shutdownNow();
        worker.shutdown();
        try {
            worker.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
