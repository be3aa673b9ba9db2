package org.mediaferry.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** The usual faults. */
public final class Faults {

    private Faults() {}

    /** No fault: for a rule that exempts what a later one would take, or that only counts. */
    public static Fault none() {
        return Call::handOn;
    }

    /** A status with an error document, without asking the server; also 200 with one. */
    public static Refusal answer(int status, String code) {
        return Refusal.of(status, code);
    }

    /** What stores say to too many requests. */
    public static Refusal slowDown() {
        return answer(503, "SlowDown");
    }

    /** The connection is closed, and nobody has seen the request. */
    public static Fault cut() {
        return Call::cut;
    }

    /** The connections are closed when half of the request's body has reached the server. */
    public static Fault cutInRequest() {
        return Call::forwardHalf;
    }

    /** The server does what it is asked for, and its answer never arrives. */
    public static Fault loseAnswer() {
        return call -> {
            call.forward().bytes();
            call.cut();
        };
    }

    /** The connections are closed in the middle of the answer's body, which was promised as a whole. */
    public static Fault cutInAnswer() {
        return sendingOnly(bytes -> Arrays.copyOf(bytes, bytes.length / 2));
    }

    /** All goes well, but later. */
    public static Fault delay(Duration by) {
        return none().after(() -> LockSupport.parkNanos(by.toNanos()));
    }

    /** All goes well, but not before the latch is open; a minute at most. */
    public static Fault holdUntil(CountDownLatch latch) {
        return none().after(() -> {
            try {
                latch.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The request arrives at no server, and no answer ever comes. */
    public static Fault silence() {
        return Call::awaitHangUp;
    }

    /** The head of the answer comes, and not one byte of its body. */
    public static Fault silenceAfterHead() {
        return call -> {
            call.begin(call.forward().head());
            call.awaitHangUp();
        };
    }

    /** Half of the request's body is taken, and then no more. */
    public static Fault silenceInRequest() {
        return call -> {
            call.readHalf();
            LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(2));
            call.cut();
        };
    }

    /** The body of the answer comes byte by byte, with as long between two of them. */
    public static Fault trickle(Duration betweenBytes) {
        return call -> {
            Call.Answer answer = call.forward();
            OutputStream out = call.begin(answer.head());
            for (int b = answer.body().read(); b >= 0; b = answer.body().read()) {
                out.write(b);
                out.flush();
                LockSupport.parkNanos(betweenBytes.toNanos());
            }
        };
    }

    /** Other bytes of the right length; the headers are those of the right ones. */
    public static Fault corrupt() {
        return changingBody(bytes -> {
            byte[] other = bytes.clone();
            if (other.length > 0) {
                other[other.length / 2] ^= 1;
            }
            return other;
        });
    }

    /** So many bytes less than the headers promise; then the connection is closed. */
    public static Fault truncate(int bytes) {
        return sendingOnly(body -> Arrays.copyOf(body, Math.max(0, body.length - bytes)));
    }

    /** So many bytes more than the headers promise; then the connection is closed. */
    public static Fault extend(int bytes) {
        return sendingOnly(body -> Arrays.copyOf(body, body.length + bytes));
    }

    /** So many bytes less, and a Content-Length that agrees. */
    public static Fault shorten(int bytes) {
        return changingBody(body -> Arrays.copyOf(body, Math.max(0, body.length - bytes)));
    }

    /** So many bytes more, and a Content-Length that agrees. */
    public static Fault lengthen(int bytes) {
        return changingBody(body -> Arrays.copyOf(body, body.length + bytes));
    }

    /** The answer with other headers, such as {@code head -> head.with("ETag", "\"abc-2\"")}. */
    public static Fault changingHead(UnaryOperator<Head> change) {
        return call -> {
            Call.Answer answer = call.forward();
            call.relay(new Call.Answer(change.apply(answer.head()), answer.body()));
        };
    }

    /** Answers with another body and a Content-Length that agrees; those without an object stay as they are. */
    public static Fault changingBody(UnaryOperator<byte[]> change) {
        return call -> {
            Call.Answer answer = call.forward();
            if (!answer.isObject()) {
                call.relay(answer);
                return;
            }
            byte[] changed = change.apply(answer.bytes());
            call.relay(new Call.Answer(answer.head().with("Content-Length", changed.length), changed));
        };
    }

    private static Fault sendingOnly(UnaryOperator<byte[]> change) {
        return call -> {
            Call.Answer answer = call.forward();
            if (!answer.isObject()) {
                call.relay(answer);
                return;
            }
            OutputStream out = call.begin(answer.head());
            out.write(change.apply(answer.bytes()));
            out.flush();
            call.cut();
        };
    }

    /**
     * An answer that a store gives instead of doing what it is asked for.
     *
     * @param head without the length
     */
    public record Refusal(Head head, String document) implements Fault {

        private static Refusal of(int status, String code) {
            Head head = new Head("HTTP/1.1 " + status + " " + code, java.util.List.of("Content-Type: application/xml"));
            return new Refusal(
                    head,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                            + "</Code><Message>told to refuse</Message></Error>");
        }

        /** The same with a Retry-After of as many seconds, rounded up. */
        public Refusal retryAfter(Duration pause) {
            return with("Retry-After", (pause.toMillis() + 999) / 1000);
        }

        /** The same with another header, such as a Retry-After that is a date. */
        public Refusal with(String name, Object value) {
            return new Refusal(head.with(name, value), document);
        }

        @Override
        public void befall(Call call) throws IOException {
            boolean bare = call.request().method().equals("HEAD");
            call.answer(head, bare ? new byte[0] : document.getBytes(UTF_8));
        }
    }
}
