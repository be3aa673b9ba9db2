package org.mediaferry.cli;

/** A run that ended because nothing more could be done. */
final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what happened, and what to do */
    StoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
