package org.mediaferry.ledger;

import java.util.Arrays;
import java.util.Locale;
import org.mediaferry.outcome.Outcome;

/** The kinds of {@link Outcome}, as the counters name them. */
public enum OutcomeKind {
    COPIED,
    ALREADY_THERE,
    MISSING,
    OBSOLETE,
    LEFT_OUT,
    DEAD_LETTER;

    /** The name in reports and messages, e.g. {@code already-there}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static OutcomeKind of(Outcome outcome) {
        if (outcome instanceof Outcome.Copied) {
            return COPIED;
        }
        if (outcome instanceof Outcome.AlreadyThere) {
            return ALREADY_THERE;
        }
        if (outcome instanceof Outcome.Missing) {
            return MISSING;
        }
        if (outcome instanceof Outcome.LeftOut) {
            return LEFT_OUT;
        }
        return outcome instanceof Outcome.Obsolete ? OBSOLETE : DEAD_LETTER;
    }

    static OutcomeKind ofLabel(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown kind of outcome " + label));
    }
}
