package org.mediaferry.transfer;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Sends what must go well before anything begins a few times more when the store answers that it is in passing trouble: one
 * "slow down" must not keep a run from starting. What cannot pass, or is not answered at all, fails at once.
 */
final class Insistence {

    private static final int TRIES = 6;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final IntervalFunction PAUSES =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(100), 2, 0.5);

    private Insistence() {}

    /** @throws RuntimeException what the last try met; the tries take some three seconds in all */
    static void on(Runnable request) {
        for (int tries = 1; ; tries++) {
            try {
                request.run();
                return;
            } catch (AwsServiceException e) {
                if (tries == TRIES || e.statusCode() < SERVER_ERROR && e.statusCode() != TOO_MANY) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSES.apply(tries)));
            }
        }
    }
}
