package org.mediaferry.config;

import java.time.Duration;
import java.util.Objects;

/**
 * What happens before an object becomes a dead letter.
 *
 * @param attempts tries after the first one, 0 to 100
 * @param delay the first pause
 * @param maxDelay the longest pause; not shorter than the first
 * @param multiplier by which each pause grows, 1 to 10
 */
public record Retry(int attempts, Duration delay, Duration maxDelay, double multiplier) {

    public Retry {
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(maxDelay, "maxDelay");
    }

    static Retry of(Values values) {
        return new Retry(
                values.required(Keys.RETRY_ATTEMPTS),
                values.required(Keys.RETRY_DELAY),
                values.required(Keys.RETRY_MAX_DELAY),
                values.required(Keys.RETRY_MULTIPLIER));
    }
}
