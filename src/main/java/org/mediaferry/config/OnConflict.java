package org.mediaferry.config;

import java.util.Locale;

/** What becomes of an object that the destination already has, with another size than the database says. */
public enum OnConflict {
    /** It is copied again. */
    OVERWRITE,
    /** It is left as it is. */
    KEEP,
    /** It is left as it is, and becomes a dead letter. */
    FAIL;

    /** The name in the settings, e.g. {@code keep}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
