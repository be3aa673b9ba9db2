package org.mediaferry.transfer;

/** A store cannot be used as it is configured; the message says which setting to look at. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
