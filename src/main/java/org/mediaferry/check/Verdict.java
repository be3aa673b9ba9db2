package org.mediaferry.check;

import java.util.Locale;

/** How something that was looked at will do. */
public enum Verdict {
    /** As it should be. */
    OK,
    /** A copy works, and something is not as one would wish. */
    WARNING,
    /** A copy would not work, or not be what it should be. */
    FAILED;

    /** The name in output. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
