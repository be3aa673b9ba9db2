package org.mediaferry.pace;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stops asking a store that does not answer, or refuses everything. While it stands open, the store is asked once an
 * interval: first whether it answers at all, and if so, with one request of the waiting work.
 */
final class Circuit {

    /** What may be the matter with a store that refuses everything. */
    static final String OF_ALL =
            "it answers, but does not do what it is asked for; is it full, over its quota, or were rights"
                    + " taken away? It says: ";

    /** So many requests in a row must fail: more than the tries of three objects that fail for reasons of their own. */
    static final int IN_A_ROW = 20;

    /** So many of as many, before it is found out what they mean; the rest is for those that fail meanwhile. */
    private static final int IN_DOUBT = IN_A_ROW / 2;

    private final CircuitBreaker breaker;
    private final Pauses pauses;
    private final String store;
    private final Runnable check;
    private volatile long opened;

    /**
     * @param store its name, for messages
     * @param interval between two questions
     * @param check asks the store with one small request; throws what it says, and what to do, when it is in trouble
     */
    Circuit(String store, Duration interval, Runnable check, Pauses pauses) {
        this.store = store;
        this.check = check;
        this.pauses = pauses;
        this.breaker = CircuitBreaker.of(store, config(interval));
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == State.CLOSED) {
                pauses.ended(store);
            }
        });
    }

    private static CircuitBreakerConfig config(Duration interval) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(IN_A_ROW)
                .minimumNumberOfCalls(IN_A_ROW)
                .failureRateThreshold(100)
                .waitDurationInOpenState(interval)
                .permittedNumberOfCallsInHalfOpenState(1)
                // A probe may turn out to need no request of this store, or a very long one
                .maxWaitDurationInHalfOpenState(interval)
                .build();
    }

    /** Whether a request may go out now. The one that finds an interval over asks the store first. */
    boolean lets() {
        return isClosed() || breaker.tryAcquirePermission() && (isClosed() || answers());
    }

    /** Asks the store whether it answers at all; when it does not, nothing more goes out. */
    boolean answers() {
        try {
            check.run();
            return true;
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                open(e.getMessage(), e);
            }
            return false;
        }
    }

    boolean isClosed() {
        return breaker.getState() == State.CLOSED;
    }

    /** Whether a failure more may open the circuit, or keep it open. */
    boolean isInDoubt() {
        return !isClosed() || breaker.getMetrics().getNumberOfFailedCalls() >= IN_DOUBT;
    }

    /** The store did its work, sent then. A probe that took longer than the interval ends the pause as well. */
    void worked(long sentNanos, boolean look) {
        if (look && isClosed()) {
            return; // it would hide a row of failed gets and puts
        }
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        if (!isClosed() && sentNanos - opened > 0) {
            breaker.transitionToClosedState();
        }
    }

    /**
     * The store did not do its work; when it was one time too many, nothing more goes out.
     *
     * @return whether the circuit is open, and the request was not the one that asked whether it may close
     */
    boolean failed(Throwable failure) {
        State before = breaker.getState();
        if (before == State.CLOSED) {
            opened = System.nanoTime();
        }
        breaker.onError(0, TimeUnit.NANOSECONDS, failure);
        if (before == State.CLOSED && !isClosed()) {
            pause(IN_A_ROW + " requests in a row failed, the last one with: " + failure.getMessage());
        }
        return before != State.HALF_OPEN && !isClosed();
    }

    /**
     * The store would refuse any request like this one: nothing more goes out.
     *
     * @param advice what may be the matter; the store's words follow it
     */
    void refused(Throwable failure, String advice) {
        if (!isClosed()) {
            reopen(failure);
        } else if (answers()) {
            open(advice + failure.getMessage(), failure);
        }
    }

    /** Asks at the next opportunity, whatever is left of the interval. */
    void askNow() {
        if (breaker.getState() == State.OPEN) {
            breaker.transitionToHalfOpenState();
        }
    }

    private void open(String why, Throwable failure) {
        switch (breaker.getState()) {
            case CLOSED -> {
                opened = System.nanoTime();
                breaker.transitionToOpenState();
            }
            default -> reopen(failure);
        }
        pause(why);
    }

    /** A success may have ended the pause before it was said. */
    private void pause(String why) {
        pauses.began(store, why);
        if (isClosed()) {
            pauses.ended(store);
        }
    }

    /** Ends the trial that the circuit may be in; why it was opened still holds. */
    private void reopen(Throwable failure) {
        if (breaker.getState() == State.HALF_OPEN) {
            breaker.onError(0, TimeUnit.NANOSECONDS, failure);
        }
    }
}
