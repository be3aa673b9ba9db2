package org.mediaferry.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The connection to the server that goes with one of a client. It is kept, as clients keep theirs. */
final class Upstream implements AutoCloseable {

    /** Servers close a connection that nobody uses, sooner or later. */
    private static final long KEPT_NANOS = 5_000_000_000L;

    private final URI server;
    private volatile @Nullable Line line;
    private long lastUse;

    Upstream(URI server) {
        this.server = server;
    }

    /** Sends a request and waits for the head of its answer. */
    Call.Answer exchange(S3Request request, Body body) throws IOException {
        Line to = open();
        try {
            send(to, request, body);
        } catch (IOException e) {
            // It may have answered before it had read all; if it has not, reading fails as well
        }
        Head head = Head.read(to.in());
        while (head != null && head.status() == 100) {
            head = Head.read(to.in());
        }
        if (head == null) {
            throw new IOException("the server closed the connection instead of an answer");
        }
        lastUse = System.nanoTime();
        return answer(to, request, head);
    }

    /** Sends a request and some of its body. */
    void sendPart(S3Request request, Body body, long bytes) throws IOException {
        Line to = open();
        to.send(request.head().without("Expect"));
        to.out().write(body.readNBytes((int) bytes));
        to.out().flush();
    }

    private static void send(Line to, S3Request request, Body body) throws IOException {
        Head head = request.head().without("Expect").without("Connection");
        if (head.has("Transfer-Encoding", "chunked")) {
            head = head.without("Transfer-Encoding").with("Content-Length", body.left());
        }
        to.send(head);
        body.transferTo(to.out());
        to.out().flush();
        body.transferTo(OutputStream.nullOutputStream());
    }

    private Call.Answer answer(Line from, S3Request request, Head head) throws IOException {
        int status = head.status();
        if (request.method().equals("HEAD") || status == 204 || status == 304) {
            return new Call.Answer(head, Body.of(new byte[0]));
        }
        if (head.has("Transfer-Encoding", "chunked")) {
            Body body = Body.ofChunks(from.in());
            return new Call.Answer(head.without("Transfer-Encoding").with("Content-Length", body.left()), body);
        }
        if (head.contentLength() < 0) {
            byte[] rest = from.in().readAllBytes();
            return new Call.Answer(head.with("Content-Length", rest.length), rest);
        }
        return new Call.Answer(head, Body.of(from.in(), head.contentLength()));
    }

    private Line open() throws IOException {
        Line open = line;
        if (open != null && System.nanoTime() - lastUse > KEPT_NANOS) {
            open.close();
            open = null;
        }
        if (open == null) {
            open = new Line(new Socket(server.getHost(), server.getPort()));
            line = open;
        }
        return open;
    }

    @Override
    public void close() {
        Line open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }
}
