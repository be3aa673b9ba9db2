package org.mediaferry.lean;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The engine's connection, which sends a small request in one piece, and tells whether a store said more than it was asked. */
final class Line extends DefaultBHttpClientConnection {

    /** The engine knows no shorter one; nothing waits for it. */
    private static final Timeout SHORTEST = Timeout.ofMilliseconds(1);

    /** Under TLS; null where there is none. */
    private final @Nullable Socket below;

    private final Gathering outgoing;
    private boolean glances;

    /** @param tls over the socket, or null where it speaks plain HTTP */
    Line(Socket socket, @Nullable SSLSocket tls, Http1Config config) throws IOException {
        // Without a factory of ours it would parse by the defaults, which have no bounds
        super(config, null, null, null, null, null, new DefaultHttpResponseParserFactory(config));
        this.below = tls == null ? null : socket;
        this.outgoing = new Gathering((tls == null ? socket : tls).getOutputStream());
        bind(tls == null ? new Holder(socket) : new Holder(tls, socket));
    }

    /**
     * Whether bytes are there that belong to no answer: the rest of one that was longer than it said, an answer that nobody
     * asked for, or more TLS, be it only its end. Waits for none.
     */
    boolean hasSurplus() throws IOException {
        glances = true;
        try {
            return isDataAvailable(SHORTEST)
                    || below != null && below.getInputStream().available() > 0;
        } finally {
            glances = false;
        }
    }

    /** Sends the head of a request that has no body. */
    @Override
    public void flush() throws IOException {
        super.flush();
        outgoing.send();
    }

    /**
     * Sends the head of a request, and its body.
     *
     * @param length of the body, as the head says
     * @throws Gathering.BodyException when the body cannot be read, or is shorter
     */
    void flush(InputStream body, long length) throws IOException {
        super.flush();
        outgoing.take(body, length);
        outgoing.send();
    }

    private final class Holder extends SocketHolder {

        Holder(Socket socket) {
            super(socket);
        }

        Holder(SSLSocket tls, Socket socket) {
            super(tls, socket);
        }

        @Override
        protected InputStream getInputStream(Socket bound) throws IOException {
            return new Glancing(super.getInputStream(bound));
        }

        @Override
        protected OutputStream getOutputStream(Socket bound) {
            return outgoing;
        }
    }

    private final class Glancing extends FilterInputStream {

        Glancing(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int wanted) throws IOException {
            return glances && in.available() == 0 ? 0 : in.read(buffer, offset, wanted);
        }
    }
}
