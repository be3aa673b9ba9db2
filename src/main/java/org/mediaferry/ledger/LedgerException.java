package org.mediaferry.ledger;

import org.jspecify.annotations.Nullable;

/** The ledger cannot be used, or could not take something down. Its message names the file and what to do. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
