package org.mediaferry.transfer;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.mediaferry.pace.StoreInTrouble;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Sends what must go well before anything begins a few times more when the store answers that it is in passing trouble: one
 * "slow down" must not keep a run from starting. What cannot pass, or is not answered at all, fails at once.
 */
final class Insistence {

    private static final int TRIES = 6;
    private static final int TOO_MANY = 429;
    private static final IntervalFunction PAUSES =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(100), 2, 0.5);

    private Insistence() {}

    /** @throws RuntimeException what the last try met; the tries take some three seconds in all */
    static <T> T on(Supplier<T> request) {
        for (int tries = 1; ; tries++) {
            try {
                return request.get();
            } catch (AwsServiceException | StoreInTrouble e) {
                if (tries == TRIES || !mayPass(e)) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSES.apply(tries)));
            }
        }
    }

    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof StoreInTrouble
                || failure instanceof AwsServiceException e && (e.statusCode() >= 500 || e.statusCode() == TOO_MANY);
    }
}
