package org.mediaferry.ledger;

import java.util.Map;
import org.mediaferry.outcome.Reason;

/**
 * How long the ledger's lists are now.
 *
 * @param missingMandatory objects that the source lost
 * @param missingOptional reduced versions that the source does not have
 * @param deadLetters objects that were given up, by reason; a reason without any is absent
 * @param oddRows what the rules did not cover
 * @param leftOut objects that must be private, and were left out
 */
public record Totals(
        long missingMandatory, long missingOptional, Map<Reason, Long> deadLetters, long oddRows, long leftOut) {

    public Totals {
        deadLetters = Map.copyOf(deadLetters);
    }

    /** All objects that were given up. */
    public long allDeadLetters() {
        return deadLetters.values().stream().mapToLong(Long::longValue).sum();
    }
}
