package org.mediaferry.tunnel;

import java.io.IOException;

/** No way to the database through the SSH server; the message says which setting to look at. */
public class TunnelException extends IOException {

    private static final long serialVersionUID = 1L;

    TunnelException(String message, Throwable cause) {
        super(message, cause);
    }

    TunnelException(String message) {
        super(message);
    }
}
