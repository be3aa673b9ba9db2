package org.mediaferry.config;

import java.util.Locale;

/** Whether a store copies by itself what goes from one of its buckets to another. */
public enum ServerSideCopy {
    /** Where source and destination are one store, and it does. */
    AUTO,
    /** Never: all bytes are got, compared and put. */
    OFF;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
