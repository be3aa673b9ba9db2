package org.mediaferry.tunnel;

/** The SSH server is not known, or not the one that was known: nobody may go on as if nothing were. */
public final class HostKeyException extends TunnelException {

    private static final long serialVersionUID = 1L;

    HostKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
