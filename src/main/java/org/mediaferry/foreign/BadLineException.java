package org.mediaferry.foreign;

/** A line that the program whose file it is would refuse too. The message holds nothing of the line's text. */
final class BadLineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    BadLineException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
