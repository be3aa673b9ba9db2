package org.mediaferry.console;

/** Something that was asked of the API and is not done; nothing is changed. */
public final class ApiException extends RuntimeException {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private static final long serialVersionUID = 1L;

    private final int status;

    private ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** @param message what was expected, and what came */
    static ApiException badRequest(String message) {
        return new ApiException(BAD_REQUEST, message);
    }

    /** @param message what there is instead */
    static ApiException notFound(String message) {
        return new ApiException(NOT_FOUND, message);
    }

    /** @param message what stands in the way */
    static ApiException conflict(String message) {
        return new ApiException(CONFLICT, message);
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }
}
