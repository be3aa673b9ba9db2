package org.mediaferry.config;

import java.time.Duration;
import java.util.Objects;

/**
 * When the ledger commits.
 *
 * @param size outcomes at most, 1 to 10000
 * @param interval the longest wait before a smaller batch
 */
public record OutcomeBatch(int size, Duration interval) {

    public OutcomeBatch {
        Objects.requireNonNull(interval, "interval");
    }

    static OutcomeBatch of(Values values) {
        return new OutcomeBatch(values.required(Keys.OUTCOME_BATCH_SIZE), values.required(Keys.OUTCOME_INTERVAL));
    }
}
