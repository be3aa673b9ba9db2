package org.mediaferry.config;

import java.util.Objects;

/**
 * The queues between the routes.
 *
 * @param transfer the Camel address of the objects to copy
 * @param outcome the Camel address of what became of them; another one
 * @param size messages that a queue in memory holds, 1 to 100000
 */
public record Queues(String transfer, String outcome, int size) {

    public Queues {
        Objects.requireNonNull(transfer, "transfer");
        Objects.requireNonNull(outcome, "outcome");
    }

    static Queues of(Values values) {
        return new Queues(
                values.required(Keys.QUEUE_TRANSFER),
                values.required(Keys.QUEUE_OUTCOME),
                values.required(Keys.QUEUE_SIZE));
    }
}
