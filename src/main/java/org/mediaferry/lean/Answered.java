package org.mediaferry.lean;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** The answer to a request, of which the head has come. One of its methods must be called, so that the connection is free again. */
final class Answered {

    private static final HttpCoreContext NO_CONTEXT = HttpCoreContext.create();

    private final ClassicHttpRequest request;
    private final ClassicHttpResponse answer;
    private final Wire wire;
    private final Deadline deadline;
    private final Connections connections;

    Answered(
            ClassicHttpRequest request,
            ClassicHttpResponse answer,
            Wire wire,
            Deadline deadline,
            Connections connections) {
        this.request = request;
        this.answer = answer;
        this.wire = wire;
        this.deadline = deadline;
        this.connections = connections;
    }

    /** Status and headers. */
    ClassicHttpResponse head() {
        return answer;
    }

    /** The body, whose reader gives the connection back and may take as long as he likes. */
    AnswerBody body() throws IOException {
        AnswerBody body = open();
        deadline.met();
        return body;
    }

    private AnswerBody open() throws IOException {
        if (!MessageSupport.canResponseHaveBody(request.getMethod(), answer)) {
            return new AnswerBody(InputStream.nullInputStream(), 0, this::end);
        }
        try {
            var bytes = wire.bodyOf(answer);
            return new AnswerBody(bytes, answer.getEntity().getContentLength(), this::end);
        } catch (IOException | HttpException e) {
            end(false);
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    /**
     * The beginning of a body that is small, or not worth reading to its end.
     *
     * @param longest the most bytes to read
     * @throws Deadline.OverdueException when it has not come in the time for its request
     */
    byte[] document(int longest) throws IOException {
        try (AnswerBody body = open()) {
            return body.readNBytes(longest);
        } catch (IOException e) {
            throw deadline.reason(e);
        }
    }

    /** For answers that have no body, whatever their headers say. */
    void end() {
        end(true);
    }

    /** @param whole whether all of it was read */
    private void end(boolean whole) {
        boolean inTime = deadline.met();
        if (whole && inTime && isReusable()) {
            connections.giveBack(wire);
        } else {
            wire.drop();
        }
    }

    private boolean isReusable() {
        return !wire.isCut()
                && !mayHaveChunks()
                && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, answer, NO_CONTEXT);
    }

    /** Some servers (Eventlet, on which Swift runs) send the last chunk although an answer to HEAD has none. */
    private boolean mayHaveChunks() {
        return request.getMethod().equals("HEAD") && answer.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }
}
