package org.mediaferry.transfer;

import java.io.IOException;
import org.mediaferry.pace.NotTheStore;

/** The source failed in the middle of a put: what the destination's client throws then is not the destination's fault. */
public final class SourceReadException extends IOException implements NotTheStore {

    private static final long serialVersionUID = 1L;

    /** @param cause what went wrong with the source's answer */
    SourceReadException(Exception cause) {
        super("reading from the source failed: " + cause.getMessage(), cause);
    }
}
