package org.mediaferry.lean;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.mediaferry.lean.Deadline.OverdueException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Sends signed requests about an object or its bucket, and waits for their answers. */
final class RoundTrips implements AutoCloseable {

    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;

    private final Place place;
    private final HttpHost host;
    private final AwsCredentialsProvider credentials;
    private final Connections connections;
    private final ScheduledThreadPoolExecutor clock = Deadline.clock();

    RoundTrips(Place place, AwsCredentialsProvider credentials, Connections connections) {
        this.place = place;
        this.host = new HttpHost(place.tls() ? "https" : "http", place.host(), place.port());
        this.credentials = credentials;
        this.connections = connections;
    }

    /**
     * What is to be sent.
     *
     * @param key as it is, not encoded; null for the bucket itself
     * @param query percent-encoded and sorted; empty for none
     * @param headers to be signed, with lower-case names
     * @param length of the body in bytes; negative where there can be none
     * @param body of this length; null where it is negative or 0
     * @param limit the longest time to the head of the answer
     */
    record Question(
            String method,
            @Nullable String key,
            String query,
            SortedMap<String, String> headers,
            long length,
            @Nullable InputStream body,
            Duration limit) {

        /** About an object. */
        static Question of(String method, String key, SortedMap<String, String> headers, Duration limit) {
            return new Question(method, key, "", headers, -1, null, limit);
        }
    }

    /**
     * Sends a request.
     *
     * @return an answer of 200 to 299
     * @throws S3Exception for any other answer
     * @throws SdkClientException when there was none
     * @throws AbortedException when the thread was interrupted before
     */
    Answered ask(Question question) {
        if (Thread.currentThread().isInterrupted()) {
            throw AbortedException.create("interrupted before a request was sent");
        }
        try {
            Answered answered = send(question);
            int status = answered.head().getCode();
            if (status >= OK && status < MULTIPLE_CHOICES) {
                return answered;
            }
            throw refusal(question, answered);
        } catch (IOException e) {
            throw failed(question, e);
        }
    }

    /**
     * Sends a request whose answer is in the headers.
     *
     * @return an answer of 200 to 299
     * @throws RuntimeException as {@link #ask} does
     */
    HttpResponse tell(Question question) {
        Answered answered = ask(question);
        try {
            answered.document(Refusal.LONGEST_DOCUMENT);
            return answered.head();
        } catch (IOException e) {
            throw failed(question, e);
        }
    }

    /**
     * Sends a request whose answer is a document.
     *
     * @param longest the most bytes that it can have; more are left out
     * @return the body of an answer of 200 to 299, which has come in the time for the request
     * @throws RuntimeException as {@link #ask} does
     */
    byte[] read(Question question, int longest) {
        Answered answered = ask(question);
        try {
            return answered.document(longest);
        } catch (IOException e) {
            throw failed(question, e);
        }
    }

    private static S3Exception refusal(Question question, Answered answered) throws IOException {
        if (question.method().equals("HEAD")) {
            answered.end();
            return Refusal.of(answered.head(), null);
        }
        return Refusal.of(answered.head(), answered.document(Refusal.LONGEST_DOCUMENT));
    }

    private Answered send(Question question) throws IOException {
        Deadline deadline = Deadline.of(clock, question.limit());
        boolean answered = false;
        try {
            Answered answer = send(question, deadline);
            answered = true;
            return answer;
        } catch (IOException e) {
            throw deadline.reason(e);
        } finally {
            if (!answered) {
                deadline.met();
            }
        }
    }

    private Answered send(Question question, Deadline deadline) throws IOException {
        Wire wire = connections.take(deadline);
        try {
            return send(question, wire, deadline);
        } catch (IOException e) {
            // A store may close a connection just when it is used again
            if (!wire.isUsed()
                    || deadline.isOver()
                    || e instanceof SocketTimeoutException
                    || e instanceof Gathering.BodyException) {
                throw e;
            }
            connections.beWary();
            if (question.body() != null) {
                throw e;
            }
            // What has no body can simply be sent once more
            return send(question, connections.open(deadline), deadline);
        }
    }

    private Answered send(Question question, Wire wire, Deadline deadline) throws IOException {
        boolean answered = false;
        try {
            ClassicHttpRequest request = signed(question, wire.signer());
            ClassicHttpResponse answer = wire.ask(request, question.body(), question.length());
            answered = true;
            return new Answered(request, answer, wire, deadline, connections);
        } catch (HttpException e) {
            throw new IOException("it does not answer as HTTP wants it: " + e.getMessage(), e);
        } finally {
            if (!answered) {
                wire.drop();
            }
        }
    }

    private ClassicHttpRequest signed(Question question, Signer signer) {
        String path = question.key() == null ? place.bucketPath() : place.pathOf(question.key());
        TreeMap<String, String> headers = new TreeMap<>(question.headers());
        headers.put("host", place.authority());
        String hash = question.length() > 0 ? Signer.UNSIGNED_PAYLOAD : Signer.EMPTY_PAYLOAD;
        String authorization = signer.sign(
                question.method(),
                path,
                question.query(),
                headers,
                hash,
                credentials.resolveCredentials(),
                Instant.now());
        ClassicHttpRequest request = new BasicClassicHttpRequest(
                question.method(), host, question.query().isEmpty() ? unmerged(path) : path + "?" + question.query());
        headers.forEach(request::addHeader);
        request.addHeader("authorization", authorization);
        if (question.length() >= 0) {
            request.addHeader("content-length", Long.toString(question.length()));
        }
        return request;
    }

    /** The SDK sends it so too: what stands before a store may make one slash of two. */
    private static String unmerged(String path) {
        return path.replace("//", "/%2F");
    }

    private static SdkClientException failed(Question question, IOException e) {
        if (e instanceof OverdueException) {
            return ApiCallAttemptTimeoutException.create(question.limit().toMillis());
        }
        Throwable cause = e instanceof Gathering.BodyException ? e.getCause() : e;
        return SdkClientException.create(question.method() + " failed: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        connections.close();
        clock.shutdownNow();
    }
}
