package org.mediaferry.transfer;

import org.mediaferry.outcome.Reason;
import org.mediaferry.pace.NotTheStore;

/** A copy that must not be, or that turned out wrong. */
final class TransferException extends RuntimeException implements NotTheStore {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param message what was expected and what came; no secret */
    TransferException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
