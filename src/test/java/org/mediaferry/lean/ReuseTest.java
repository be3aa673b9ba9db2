package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.lean.ScriptedServer.answer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.lean.ScriptedServer.Request;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** When a connection carries the next request too, and what happens when the store has closed it. */
class ReuseTest {

    private static final String OK = answer("200 OK", "hello", "ETag: \"e\"");
    private static final String HEAD = OK.substring(0, OK.length() - "hello".length());
    private static final String STORED = answer("200 OK", "", "ETag: \"e\"");

    private final AtomicLong nanos = new AtomicLong();
    private final ScriptedServer store = ScriptedServer.start();
    private final S3Client client = Clients.lean(store.endpoint(), nanos::get);

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    @Test
    void a_connection_is_used_again_when_its_answer_was_read() {
        store.says(OK).says(STORED).says(HEAD).says(OK);

        get();
        put();
        head();
        get();

        assertThat(connectionsOfRequests()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void after_one_that_was_closed_without_a_word_no_other_dead_connection_is_used() {
        store.saysAndCloses(STORED);
        put();
        assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);

        for (int i = 0; i < 20; i++) {
            put();
        }

        assertThat(store.requests()).hasSize(21);
    }

    @Test
    void a_connection_is_used_again_after_an_answer_in_chunks() {
        store.says(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: t\r\n\r\n");

        assertThat(get()).isEqualTo("hello");
        assertThat(get()).isEqualTo("hello");

        assertThat(connectionsOfRequests()).containsExactly(1, 1);
    }

    @Test
    void a_connection_is_used_again_when_there_was_nothing_to_read() throws IOException {
        store.says(answer("200 OK", ""));

        try (var unread = client.getObject(get -> get.bucket(Clients.BUCKET).key("k"))) {
            assertThat(get()).isEmpty();
            assertThat(unread.read()).isNegative();
        }

        assertThat(connectionsOfRequests()).containsExactly(1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 204 No Content\r\nETag: \"e\"\r\n\r\n", "HTTP/1.1 304 Not Modified\r\n\r\n"})
    void an_answer_that_can_have_no_body_is_not_waited_for(String answer) {
        store.says(answer).says(OK);

        assertSameEnd(answer);
        get();

        assertThat(connectionsOfRequests()).containsExactly(1, 1);
    }

    private void assertSameEnd(String answer) {
        if (answer.contains("304")) {
            assertThatThrownBy(this::get)
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        } else {
            put();
        }
    }

    @Test
    void a_connection_is_used_again_after_a_refusal() {
        store.says(answer("403 Forbidden", "<Error><Code>AccessDenied</Code></Error>"));

        assertThatThrownBy(this::get).isInstanceOf(S3Exception.class);
        assertThatThrownBy(this::put).isInstanceOf(S3Exception.class);
        assertThatThrownBy(this::put).isInstanceOf(S3Exception.class);

        assertThat(connectionsOfRequests()).containsExactly(1, 1, 1);
    }

    @Test
    void a_connection_is_dropped_after_a_refusal_that_is_too_long_to_read() {
        store.says(answer("403 Forbidden", "x".repeat(64 * 1024 + 1))).says(OK);

        assertThatThrownBy(this::get).isInstanceOf(S3Exception.class);
        get();

        assertThat(connectionsOfRequests()).containsExactly(1, 2);
        assertOpen(1);
    }

    @Test
    void a_connection_is_dropped_when_its_answer_is_aborted() {
        store.says(answer("200 OK", "x".repeat(1_000_000))).says(OK);

        client.getObject(get -> get.bucket(Clients.BUCKET).key("k")).abort();
        get();

        assertThat(connectionsOfRequests()).containsExactly(1, 2);
        assertOpen(1);
    }

    @Test
    void a_connection_is_dropped_when_its_answer_is_closed_early() throws IOException {
        store.says(OK);

        try (var answer = client.getObject(get -> get.bucket(Clients.BUCKET).key("k"))) {
            answer.read();
        }
        get();

        assertThat(connectionsOfRequests()).containsExactly(1, 2);
        assertOpen(1);
    }

    @Test
    void a_connection_is_dropped_when_whoever_reads_its_answer_fails() {
        store.says(OK);

        assertThatThrownBy(
                        () -> client.getObject(get -> get.bucket(Clients.BUCKET).key("k"), (answer, bytes) -> {
                            throw new IOException("disk full");
                        }))
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseMessage("disk full");

        assertOpen(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"
            })
    void a_connection_is_dropped_when_the_store_says_so(String answer) {
        store.says(answer).says(OK);

        get();
        get();

        assertThat(connectionsOfRequests()).containsExactly(1, 2);
        assertOpen(1);
    }

    @Test
    void an_answer_without_a_length_ends_with_its_connection() {
        store.saysAndCloses("HTTP/1.1 200 OK\r\n\r\nhello").says(OK);

        assertThat(get()).isEqualTo("hello");
        get();

        assertThat(connectionsOfRequests()).containsExactly(1, 2);
    }

    @Test
    void a_connection_is_dropped_after_an_answer_that_came_before_its_request_was_complete() {
        store.plays(talk -> {
                    talk.readHead();
                    talk.say(answer("503 Slow Down", "<Error><Code>SlowDown</Code></Error>"));
                    talk.close();
                })
                .says(STORED);

        assertThatThrownBy(() -> put(Clients.streamed(new byte[20_000_000])))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
        put();

        assertThat(store.connections()).isEqualTo(2);
    }

    @Test
    void a_get_and_a_head_are_sent_again_when_the_store_has_closed_the_connection() {
        store.saysAndCloses(OK).saysAndCloses(HEAD).saysAndCloses(OK).says(HEAD);

        assertThat(get()).isEqualTo("hello");
        head();
        assertThat(get()).isEqualTo("hello");
        head();

        assertThat(connectionsOfRequests()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_request_is_sent_again_only_once() {
        store.says(OK).plays(talk -> {
            talk.readRequest();
            talk.close();
        });
        get();

        assertThatThrownBy(this::get).isInstanceOf(SdkClientException.class);

        assertThat(connectionsOfRequests()).containsExactly(1, 1, 2);
    }

    @Test
    void a_request_on_a_new_connection_is_sent_once() {
        store.plays(talk -> {
            talk.readRequest();
            talk.close();
        });

        assertThatThrownBy(this::get).isInstanceOf(SdkClientException.class);

        assertThat(connectionsOfRequests()).containsExactly(1);
    }

    @Test
    void a_put_with_a_body_is_never_sent_again() {
        store.says(OK).plays(talk -> {
            talk.readRequest();
            talk.close();
        });
        get();

        assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);

        assertThat(connectionsOfRequests()).containsExactly(1, 1);
    }

    @Test
    void an_empty_put_is_sent_again() {
        store.saysAndCloses(OK).says(STORED);
        get();
        assertOpen(0);

        put(RequestBody.empty());

        assertThat(connectionsOfRequests()).containsExactly(1, 2);
    }

    @Test
    void a_put_after_a_rest_does_not_use_a_connection_that_the_store_has_closed() {
        store.saysAndCloses(OK).says(STORED);
        get();
        assertOpen(0);
        rest(Duration.ofMillis(1001));

        put();

        assertThat(connectionsOfRequests()).containsExactly(1, 2);
    }

    @Test
    void a_put_after_a_rest_uses_a_connection_that_is_still_open() {
        store.says(OK).says(STORED);
        get();
        rest(Duration.ofHours(1));

        put();

        assertThat(connectionsOfRequests()).containsExactly(1, 1);
    }

    @Test
    void a_connection_that_nobody_needs_any_more_is_closed() throws IOException {
        store.says(OK);
        var one = client.getObject(get -> get.bucket(Clients.BUCKET).key("k"));
        get();
        one.readAllBytes();
        assertThat(store.open()).isEqualTo(2);

        rest(Duration.ofSeconds(31));
        get();

        assertOpen(1);
    }

    @Test
    void no_more_connections_are_open_than_there_were_requests_at_once() throws Exception {
        store.says(OK);
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                done.add(threads.submit(this::mixed));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(store.requests()).hasSize(32 * 30);
        assertThat(store.connections()).isLessThanOrEqualTo(32);
        client.close();
        assertOpen(0);
    }

    private void mixed() {
        for (int i = 0; i < 15; i++) {
            assertThat(get()).isEqualTo("hello");
            put();
        }
    }

    @Test
    void a_connection_under_way_is_closed_after_the_client() throws IOException {
        store.says(OK);
        ResponseInputStream<GetObjectResponse> answer =
                client.getObject(get -> get.bucket(Clients.BUCKET).key("k"));

        client.close();

        assertThat(answer.readAllBytes()).hasSize(5);
        assertOpen(0);
    }

    @Test
    void a_client_that_is_closed_leaves_nothing_open() {
        store.says(OK);
        client.close();

        assertThatThrownBy(this::get).isInstanceOf(RuntimeException.class);

        assertOpen(0);
    }

    @Test
    void a_connection_is_kept_when_there_are_no_credentials_for_a_while() throws ExecutionException {
        store.says(OK);
        AtomicBoolean away = new AtomicBoolean();
        S3Client sdk = Clients.sdk(store.endpoint());
        try (S3Client forgetful = new LeanClient(
                sdk,
                sdk.utilities(),
                Clients.BUCKET,
                Clients.REGION,
                () -> {
                    if (away.get()) {
                        throw SdkClientException.create("no credentials");
                    }
                    return Clients.CREDENTIALS.resolveCredentials();
                },
                Clients.PATIENT,
                Clients.PATIENT)) {
            away.set(true);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> get(forgetful)).hasMessage("no credentials");
            }

            assertOpen(0);
        }
    }

    private void rest(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void assertOpen(int expected) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(store.open()).isEqualTo(expected));
    }

    private List<Integer> connectionsOfRequests() {
        return store.requests().stream().map(Request::connection).toList();
    }

    private String get() {
        return get(client);
    }

    private static String get(S3Client client) {
        return client.getObjectAsBytes(get -> get.bucket(Clients.BUCKET).key("k"))
                .asUtf8String();
    }

    private void head() {
        assertThat(client.headObject(head -> head.bucket(Clients.BUCKET).key("k"))
                        .eTag())
                .isEqualTo("\"e\"");
    }

    private void put() {
        put(Clients.streamed(new byte[5]));
    }

    private void put(RequestBody body) {
        assertThat(client.putObject(put -> put.bucket(Clients.BUCKET).key("k"), body)
                        .eTag())
                .isEqualTo("\"e\"");
    }
}
