package org.mediaferry.ledger;

import java.util.Arrays;
import java.util.Locale;

/** Which objects of a table a job handles. */
public enum Only {
    /** Every object. */
    ALL,
    /** What this server's own users uploaded. */
    LOCAL,
    /** Cached copies of other servers' files. */
    REMOTE;

    /** The name in options and reports: {@code all}, {@code local} or {@code remote}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Only ofLabel(String label) {
        return Arrays.stream(values())
                .filter(only -> only.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected all, local or remote, was " + label));
    }
}
