package org.mediaferry.lean;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** The answer to a request, of which the head has come. One of its methods must be called, so that the connection is free again. */
final class Answered {

    private static final HttpCoreContext NO_CONTEXT = HttpCoreContext.create();

    private final ClassicHttpRequest request;
    private final ClassicHttpResponse answer;
    private final Wire wire;
    private final Connections connections;

    Answered(ClassicHttpRequest request, ClassicHttpResponse answer, Wire wire, Connections connections) {
        this.request = request;
        this.answer = answer;
        this.wire = wire;
        this.connections = connections;
    }

    /** Status and headers. */
    ClassicHttpResponse head() {
        return answer;
    }

    /** The body, whose reader gives the connection back. */
    AnswerBody body() throws IOException {
        if (!MessageSupport.canResponseHaveBody(request.getMethod(), answer)) {
            return new AnswerBody(InputStream.nullInputStream(), 0, isReusable(), wire, connections);
        }
        try {
            var bytes = wire.bodyOf(answer);
            long length = answer.getEntity().getContentLength();
            return new AnswerBody(bytes, length, isReusable(), wire, connections);
        } catch (IOException | HttpException e) {
            wire.drop();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    /** The beginning of a body that is small, or not worth reading to its end. */
    byte[] document() throws IOException {
        try (AnswerBody body = body()) {
            return body.readNBytes(Refusal.LONGEST_DOCUMENT);
        }
    }

    /** For answers that have no body, whatever their headers say. */
    void end() {
        if (isReusable()) {
            connections.giveBack(wire);
        } else {
            wire.drop();
        }
    }

    private boolean isReusable() {
        return !wire.isCut() && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, answer, NO_CONTEXT);
    }
}
