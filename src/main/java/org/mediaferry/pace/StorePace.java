package org.mediaferry.pace;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the next request may go to one store: not while it is in trouble, and no more a second than it takes. */
public final class StorePace {

    private static final Logger LOG = LoggerFactory.getLogger(StorePace.class);
    /** A store that throttles for longer, and does nothing else, is waited for. */
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** The highest bound that can be set. */
    public static final int MOST_A_SECOND = 100_000;

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(1);
    /** A store that asks for more has said something else than it meant, and is asked once in this time. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final String store;
    private final RateLimit rate = new RateLimit(System::nanoTime);
    private final Requests requests = new Requests();
    private volatile int chosenCeiling;
    private final Circuit circuit;
    private final BooleanSupplier stopping;
    private final boolean expectsFailures;
    private final Pauses pauses;
    private volatile long closedUntil = System.nanoTime();
    private volatile long lastTook = System.nanoTime();
    private volatile boolean refusesAll;

    /**
     * @param store {@code source} or {@code destination}, for messages
     * @param interval between two questions to a store in trouble
     * @param check asks the store with one small request; throws what it says, and what to do, when it is in trouble
     * @param stopping whether nothing is to be waited for any more
     * @param expectsFailures whether all the work failed before, so that many failures in a row say nothing of the store
     */
    public StorePace(
            String store,
            Duration interval,
            Runnable check,
            Pauses pauses,
            BooleanSupplier stopping,
            boolean expectsFailures) {
        this.store = store;
        this.circuit = new Circuit(store, interval, check, pauses);
        this.pauses = pauses;
        this.stopping = stopping;
        this.expectsFailures = expectsFailures;
    }

    /** @param requests a second at most, whatever the store takes; 0 = no bound; what somebody chose counts more */
    public void ceiling(int requests) {
        rate.ceiling(chosenCeiling == 0 ? requests : chosenCeiling);
    }

    /**
     * Somebody chooses a bound while the run goes on; it counts instead of the settings'.
     *
     * @param requests a second at most, 1 or more; 0 = as the settings say, from the next copy on
     * @throws IllegalArgumentException when it is another number; nothing is changed
     */
    public void choose(int requests) {
        if (requests < 0 || requests > MOST_A_SECOND) {
            throw new IllegalArgumentException(
                    "requests a second must be a whole number from 0 to " + MOST_A_SECOND + ", was " + requests);
        }
        chosenCeiling = requests;
        ceiling(requests);
    }

    /** What was asked of the store, and how it fared. */
    public Requests requests() {
        return requests;
    }

    /** Whether the store is in trouble, and is waited for. */
    public boolean isWaitedFor() {
        return refusesAll || !circuit.isClosed();
    }

    boolean isStopping() {
        return stopping.getAsBoolean();
    }

    /** Requests a second at most for now; empty when nothing limits them. */
    public OptionalDouble perSecond() {
        return rate.perSecond();
    }

    /** Whether a request had to wait since this was asked last, because the store takes no more. */
    boolean heldBack() {
        return rate.heldBack();
    }

    /** Asks a store in trouble at once. */
    public void askNow() {
        closedUntil = System.nanoTime();
        circuit.askNow();
    }

    /**
     * Waits until one request may go out.
     *
     * @return false, at once, when the run is to stop
     */
    boolean await() throws InterruptedException {
        while (!stopping.getAsBoolean()) {
            if (isOpenAgain() && (circuit.isClosed() ? isInRate() : circuit.lets())) {
                return true;
            }
            sleep();
        }
        return false;
    }

    private boolean isInRate() throws InterruptedException {
        return rate.await(LONGEST_STEP) && isOpenAgain();
    }

    private boolean isOpenAgain() {
        return System.nanoTime() - closedUntil >= 0;
    }

    private static void sleep() throws InterruptedException {
        LockSupport.parkNanos(STEP.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /**
     * A put whose answer was lost had been done after all: such failures in a row are no reason to wait for the store.
     *
     * @param sentNanos when it was sent, or before, by {@link System#nanoTime}
     */
    public void arrived(long sentNanos) {
        circuit.worked(sentNanos, false);
    }

    /**
     * The store did what it was asked for.
     *
     * @param sentNanos when it was sent, by {@link System#nanoTime}
     * @param look whether it moved no bytes: a store that lists may still take nothing
     */
    void worked(long sentNanos, boolean look) {
        rate.took();
        circuit.worked(sentNanos, look);
        lastTook = System.nanoTime();
        if (refusesAll) {
            refusesAll = false;
            pauses.ended(store);
        }
    }

    /**
     * A request failed.
     *
     * @param sentNanos when it was sent, by {@link System#nanoTime}
     * @return whether the store is in trouble, so that another request would have fared as badly
     */
    boolean failed(RuntimeException failure, Answer answer, long sentNanos) {
        Answer.retryAfter(failure, Clock.systemUTC()).ifPresent(this::close);
        switch (answer) {
            case WORKS -> worked(sentNanos, false);
            case THROTTLES -> throttled(failure, sentNanos);
            case OURS -> {}
            case REFUSES_ALL -> circuit.refused(failure, Circuit.OF_ALL);
            case REFUSES_ACLS -> circuit.refused(failure, AclsTaken.advice(failure));
            case FAILS, DENIES -> {
                return circuit.failed(failure);
            }
        }
        return answer != Answer.WORKS && answer != Answer.OURS;
    }

    private void throttled(RuntimeException failure, long sentNanos) {
        rate.refused(sentNanos);
        circuit.worked(sentNanos, true);
        if (System.nanoTime() - lastTook > SILENT_NANOS) {
            refusesAll = true;
            pauses.began(store, "it takes no request, for their number: " + failure.getMessage());
        }
    }

    /** Whether it did something within the last second. */
    boolean worksForOthers() {
        return System.nanoTime() - lastTook < TimeUnit.SECONDS.toNanos(1);
    }

    /** Whether a failure more may be one too many. */
    boolean isInDoubt() {
        return circuit.isInDoubt();
    }

    /** Asks the store whether it answers at all; when it does not, nothing more goes out. */
    boolean answers() {
        return circuit.answers();
    }

    /** What to believe of a store that answers, but did nothing for us yet. */
    Answer ifUnknown() {
        return expectsFailures ? Answer.WORKS : Answer.FAILS;
    }

    String store() {
        return store;
    }

    /** The store asked for a rest. */
    private void close(Duration wait) {
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        long until = System.nanoTime() + bounded.toNanos();
        if (until - closedUntil > TimeUnit.SECONDS.toNanos(1)) {
            LOG.debug("{} - asks to be left alone for {}", store, bounded);
        }
        if (until - closedUntil > 0) {
            closedUntil = until;
        }
    }
}
