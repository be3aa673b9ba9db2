package org.mediaferry.pace;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * A client for requests without a body. It waits for the turn of each, sends what failed in passing a few times more, and
 * waits as long as it takes for a store in trouble.
 */
public final class PatientClient extends PacedClient {

    private static final int TRIES = 6;
    private static final int MOST_REFUSALS = 10;
    private static final IntervalFunction PAUSES =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(250), 2, 0.5);

    private final StorePace pace;

    /** @param client one that tries each request once */
    public PatientClient(S3Client client, StorePace pace) {
        super(client, pace);
        this.pace = pace;
    }

    /**
     * @throws AbortedException when the run is to stop, or the thread was interrupted
     * @throws StoreInTrouble when the store does others and refuses this one again and again
     */
    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        int refusals = 0;
        for (int tries = 1; ; ) {
            awaitTurn();
            try {
                return super.invokeOperation(request, operation);
            } catch (StoreInTrouble wait) {
                // Its turn comes when the store works again; one that alone is refused will not have it
                refusals += wait.othersFare() ? 1 : 0;
                if (refusals == MOST_REFUSALS) {
                    throw wait;
                }
            } catch (RuntimeException e) {
                if (Answer.of(e, false) != Answer.FAILS || tries == TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSES.apply(tries)));
                tries++;
            }
        }
    }

    private void awaitTurn() {
        try {
            if (!pace.await()) {
                throw AbortedException.create("the run is to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while waiting for the " + pace.store(), e);
        }
    }
}
