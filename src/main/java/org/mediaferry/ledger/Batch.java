package org.mediaferry.ledger;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.outcome.Outcome;

/**
 * What the ledger takes down in one transaction: all of it or, after a crash, nothing.
 *
 * @param outcomes in the order in which they came; the last one of an object decides where it is listed
 * @param oddRows what the rules did not cover
 * @param marks per job the id at or below which every object has an outcome, in this batch or an earlier one
 * @param only the run's choice; with the table of its object it tells the job that an outcome counts for
 */
public record Batch(List<Outcome> outcomes, List<OddRow> oddRows, Map<Job, Long> marks, Only only) {

    public Batch {
        outcomes = List.copyOf(outcomes);
        oddRows = List.copyOf(oddRows);
        marks = Map.copyOf(marks);
        Objects.requireNonNull(only, "only");
    }
}
