package org.mediaferry.catalog.mastodon;

/** A value of a row that the rules do not cover. Ends as an odd row of the page, never as a failure of the run. */
final class OddValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OddValueException(String message) {
        super(message);
    }
}
