package org.mediaferry.ledger;

import static org.mediaferry.ledger.Samples.ACCOUNTS;
import static org.mediaferry.ledger.Samples.copied;
import static org.mediaferry.ledger.Samples.dead;
import static org.mediaferry.ledger.Samples.missing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mediaferry.outcome.Outcome;

/** Commits batch after batch and prints the mark of each that is committed, until it is killed. */
final class CommitsForEver {
    static final int COPIED_IN_A_BATCH = 50;

    private CommitsForEver() {}

    public static void main(String[] arguments) {
        System.out.println("starts");
        try (Ledger ledger = Ledger.open(Path.of(arguments[0]))) {
            long number = Math.max(0, ledger.mark(ACCOUNTS));
            while (true) {
                number++;
                ledger.commit(batch(number));
                System.out.println(number);
            }
        }
    }

    /** Every batch leaves a trace in every table, so that a torn one would show. */
    static Batch batch(long number) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < COPIED_IN_A_BATCH; i++) {
            outcomes.add(copied(number * 1000 + i));
        }
        outcomes.add(missing(number * 1000 + 998));
        outcomes.add(dead(number * 1000 + 999));
        return new Batch(outcomes, List.of(), Map.of(ACCOUNTS, number), Only.ALL);
    }
}
