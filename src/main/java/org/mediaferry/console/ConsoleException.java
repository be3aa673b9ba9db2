package org.mediaferry.console;

/** The console cannot be opened as it is configured. */
public final class ConsoleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConsoleException(String message) {
        super(message);
    }

    ConsoleException(String message, Throwable cause) {
        super(message, cause);
    }
}
