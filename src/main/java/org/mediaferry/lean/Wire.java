package org.mediaferry.lean;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** One connection to a store, with what each needs for itself. Used by one thread at a time; any may close it. */
final class Wire {

    private static final int OK = 200;
    private static final Http1Config LIMITS = Http1Config.custom()
            // Three for each connection, for heads alone: bodies pass them by
            .setBufferSize(4 * 1024)
            // No store's answer has more, and one without an end would fill the memory
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(1000)
            .build();

    private final Line connection;
    private final Signer signer;
    private long lastUsed;
    private boolean used;
    private boolean cut;

    private Wire(Line connection, Signer signer) {
        this.connection = connection;
        this.signer = signer;
    }

    /** @param tls over the socket, or null where it speaks plain HTTP */
    static Wire over(Socket socket, @Nullable SSLSocket tls, Signer signer) throws IOException {
        return new Wire(new Line(socket, tls, LIMITS), signer);
    }

    Signer signer() {
        return signer;
    }

    /** Whether it has carried a request before: the store may have closed it meanwhile. */
    boolean isUsed() {
        return used;
    }

    /** Whether a request broke off: it carries no other. */
    boolean isCut() {
        return cut;
    }

    /** Takes note that it carries nothing from now on. */
    void rest(long nanos) {
        lastUsed = nanos;
        used = true;
    }

    /** How long it has carried nothing. */
    long restedNanos(long nanos) {
        return nanos - lastUsed;
    }

    /**
     * Whether it can carry the next request: the store has neither closed it nor said more than it was asked.
     *
     * @param patient false to look at what is there alone; true to wait a millisecond for the end of the connection
     */
    boolean isFit(boolean patient) {
        try {
            return !(patient && connection.isStale()) && !connection.hasSurplus();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Sends a request and waits for the head of its answer.
     *
     * @param body what the request announces, or null for none
     * @param length of the body in bytes, as the request says
     * @throws Gathering.BodyException when the body cannot be read or is too short; the request is not complete then, and never will
     *     be
     * @throws IOException when the store breaks off
     * @throws HttpException when it does not speak HTTP
     */
    ClassicHttpResponse ask(ClassicHttpRequest request, @Nullable InputStream body, long length)
            throws IOException, HttpException {
        connection.sendRequestHeader(request);
        if (body == null) {
            connection.flush();
            return head();
        }
        try {
            connection.flush(body, length);
        } catch (Gathering.BodyException e) {
            throw e;
        } catch (IOException e) {
            return earlyAnswer(e);
        }
        return head();
    }

    /** A store that has heard enough may answer and close; what it says is worth more than that it broke off. */
    private ClassicHttpResponse earlyAnswer(IOException broken) throws IOException {
        cut = true;
        try {
            ClassicHttpResponse answer = head();
            if (answer.getCode() > OK) {
                return answer;
            }
        } catch (IOException | HttpException e) {
            broken.addSuppressed(e);
        }
        throw broken;
    }

    private ClassicHttpResponse head() throws IOException, HttpException {
        ClassicHttpResponse answer = connection.receiveResponseHeader();
        while (answer.getCode() < OK) {
            answer = connection.receiveResponseHeader();
        }
        return answer;
    }

    /** Opens the body of an answer. */
    InputStream bodyOf(ClassicHttpResponse answer) throws IOException, HttpException {
        connection.receiveResponseEntity(answer);
        return answer.getEntity().getContent();
    }

    /** Drops the connection, whatever passes on it. */
    void drop() {
        connection.close(CloseMode.IMMEDIATE);
    }
}
