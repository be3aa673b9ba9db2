package org.mediaferry.outcome;

import java.util.List;

/**
 * What became of several objects, for one message and one commit. Travels as JSON to the ledger.
 *
 * @param outcomes in the order in which they were told
 */
public record OutcomeGroup(List<Outcome> outcomes) {

    public OutcomeGroup {
        outcomes = List.copyOf(outcomes);
    }
}
