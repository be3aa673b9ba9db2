package org.mediaferry.config;

import java.util.Locale;

/** Which client sends the requests of which copies are made. */
public enum TransferClient {
    /** Our own short way for them, and the SDK's for all else. */
    LEAN,
    /** The SDK's for everything. */
    SDK;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
