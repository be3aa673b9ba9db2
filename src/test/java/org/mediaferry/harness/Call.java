package org.mediaferry.harness;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;

/** One request at a {@link FaultProxy}, its body not read yet, and what a {@link Fault} can do about it. */
public final class Call {

    private final S3Request request;
    private final Line client;
    private final Upstream upstream;
    private final Body body;
    private final IntConsumer answered;
    private boolean over;

    /** @param answered is told the status of each answer before the client is */
    Call(S3Request request, Line client, Upstream upstream, IntConsumer answered) throws IOException {
        this.request = request;
        this.client = client;
        this.upstream = upstream;
        this.answered = answered;
        this.body = request.head().has("Transfer-Encoding", "chunked")
                ? Body.ofChunks(client.in())
                : Body.of(client.in(), Math.max(0, request.head().contentLength()));
    }

    /** What is asked for. */
    public S3Request request() {
        return request;
    }

    /** Hands the request on and its answer back, both as they are. */
    public void handOn() throws IOException {
        relay(forward());
    }

    /**
     * Hands the request on with its whole body.
     *
     * @return the head of the server's answer, and its body still to be read
     */
    public Answer forward() throws IOException {
        letBodyCome();
        return upstream.exchange(request, body);
    }

    /** Hands on the head and half of the body, then cuts both connections. */
    public void forwardHalf() throws IOException {
        letBodyCome();
        upstream.sendPart(request, body, body.left() / 2);
        cut();
    }

    /** Hands back an answer. */
    public void relay(Answer answer) throws IOException {
        answered.accept(answer.head().status());
        client.send(answer.head());
        answer.body().transferTo(client.out());
        client.out().flush();
        over = answer.head().has("Connection", "close");
    }

    /** Answers without the server; what the client has sent is read and forgotten. */
    public void answer(Head head, byte[] bytes) throws IOException {
        letBodyCome();
        body.transferTo(OutputStream.nullOutputStream());
        relay(new Answer(head.with("Content-Length", bytes.length), bytes));
    }

    /** Sends the head of an answer alone; the caller deals with the body. */
    public OutputStream begin(Head head) throws IOException {
        answered.accept(head.status());
        client.send(head);
        client.out().flush();
        over = true;
        return client.out();
    }

    /** Reads half of what the client sends, and then no more. */
    public void readHalf() throws IOException {
        letBodyCome();
        body.skipNBytes(body.left() / 2);
    }

    /** Closes the client's connection now. */
    public void cut() {
        over = true;
        client.close();
        upstream.close();
    }

    /** Waits until the client closes the connection, or the proxy is closed. */
    public void awaitHangUp() throws IOException {
        over = true;
        while (client.in().read() >= 0) {
            // a client that still sends has not hung up
        }
    }

    /** Whether the connection is of no more use. */
    boolean isOver() {
        return over;
    }

    private void letBodyCome() throws IOException {
        if (request.head().has("Expect", "100-continue") && body.left() > 0) {
            client.out().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
            client.out().flush();
        }
    }

    /**
     * An answer of the server, or one that a fault has made up.
     *
     * @param body read once, from the server's connection
     */
    public record Answer(Head head, InputStream body) {

        /** An answer with these bytes; says nothing of their length. */
        public Answer(Head head, byte[] bytes) {
            this(head, Body.of(bytes));
        }

        /** Its bytes; not for objects that do not fit into memory. */
        public byte[] bytes() {
            try {
                return body.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether it comes with bytes of an object and is no error. */
        public boolean isObject() {
            return head.status() < 300 && head.contentLength() > 0;
        }
    }
}
