package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.lean.ScriptedServer.answer;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/** Stores that are silent, or say a little now and then. */
class TimeLimitsTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    /** A byte each 50 ms, and so many that a test would not end. */
    private static final long REST_MS = 50;

    private static final String MUCH = "x".repeat(1000);
    private static final String OK = answer("200 OK", "hello", "ETag: \"e\"");

    private final ScriptedServer store = ScriptedServer.start();
    private final S3Client patient = Clients.lean(store.endpoint());
    private final S3Client hasty = Clients.lean(store.endpoint(), SHORT);

    @AfterEach
    void close() {
        hasty.close();
        patient.close();
        store.close();
    }

    @Test
    void a_store_that_is_silent_is_waited_for_as_long_as_the_idle_time() {
        store.plays(ScriptedServer.Talk::fallSilent);

        assertSilent(() -> get(hasty));
        assertSilent(() -> head(hasty));
        assertSilent(() -> put(hasty));

        assertAllClosed();
    }

    @Test
    void a_store_that_falls_silent_is_not_asked_again() {
        store.says(OK).plays(talk -> {
            talk.readRequest();
            talk.fallSilent();
        });
        get(hasty);

        assertSilent(() -> get(hasty));

        assertThat(store.requests()).hasSize(2);
        assertAllClosed();
    }

    @Test
    void a_body_that_falls_silent_fails_when_it_is_read() throws IOException {
        store.plays(talk -> {
            talk.readRequest();
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            talk.fallSilent();
        });

        try (var body = hasty.getObject(get -> get.bucket(Clients.BUCKET).key("k"))) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(SocketTimeoutException.class);
        }

        assertAllClosed();
    }

    @Test
    void a_head_that_drips_ends_with_the_time_for_an_attempt() {
        store.plays(talk -> {
            talk.readRequest();
            talk.drip("HTTP/1.1 200 OK\r\nX: " + MUCH, REST_MS);
        });

        assertOverdue(() -> patient.getObjectAsBytes(
                get -> get.bucket(Clients.BUCKET).key("k").overrideConfiguration(o -> o.apiCallAttemptTimeout(SHORT))));
        assertOverdue(() -> patient.headObject(head ->
                head.bucket(Clients.BUCKET).key("k").overrideConfiguration(o -> o.apiCallAttemptTimeout(SHORT))));
        assertOverdue(() -> putWithin(SHORT, 5));

        assertAllClosed();
    }

    @Test
    void a_head_that_drips_is_not_asked_for_again() {
        store.says(OK).plays(talk -> {
            talk.readRequest();
            talk.drip(MUCH, REST_MS);
        });
        get(patient);

        assertOverdue(() -> putWithin(SHORT, 0));

        assertThat(store.requests()).hasSize(2);
        assertAllClosed();
    }

    @Test
    void a_refusal_that_drips_ends_with_the_time_for_an_attempt() {
        store.plays(talk -> {
            talk.readRequest();
            talk.say("HTTP/1.1 500 Oops\r\nContent-Length: 1000\r\n\r\n");
            talk.drip(MUCH, REST_MS);
        });

        assertOverdue(() -> patient.getObjectAsBytes(
                get -> get.bucket(Clients.BUCKET).key("k").overrideConfiguration(o -> o.apiCallAttemptTimeout(SHORT))));

        assertAllClosed();
    }

    @Test
    void an_answer_to_a_put_that_drips_ends_with_the_time_for_an_attempt() {
        store.plays(talk -> {
            talk.readRequest();
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            talk.drip(MUCH, REST_MS);
        });

        assertOverdue(() -> putWithin(SHORT, 5));

        assertAllClosed();
    }

    @Test
    void a_put_to_a_store_that_reads_nothing_ends_with_its_own_time() {
        store.plays(ScriptedServer.Talk::stayDeaf);

        assertOverdue(() -> putWithin(SHORT, 20_000_000));
    }

    @Test
    void the_body_of_an_object_may_take_longer_than_an_attempt() {
        store.plays(talk -> {
            talk.readRequest();
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
            talk.drip("0123456789", REST_MS);
        });

        byte[] bytes = patient.getObjectAsBytes(get ->
                        get.bucket(Clients.BUCKET).key("k").overrideConfiguration(o -> o.apiCallAttemptTimeout(SHORT)))
                .asByteArray();

        assertThat(bytes).hasSize(10);
    }

    @Test
    void a_time_that_was_kept_has_no_consequence() {
        store.says(OK);
        put(patient);
        Duration kept = Duration.ofSeconds(1);
        long begin = System.nanoTime();

        while (System.nanoTime() - begin < 2 * kept.toNanos()) {
            putWithin(kept, 5);
        }

        assertThat(store.connections()).isEqualTo(1);
    }

    private static void assertSilent(ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOf(SdkClientException.class)
                .isNotInstanceOf(ApiCallAttemptTimeoutException.class)
                .hasCauseInstanceOf(SocketTimeoutException.class);
    }

    private static void assertOverdue(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOf(ApiCallAttemptTimeoutException.class);
    }

    private void assertAllClosed() {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(store.open()).isZero());
    }

    private static void get(S3Client client) {
        client.getObjectAsBytes(get -> get.bucket(Clients.BUCKET).key("k"));
    }

    private static void head(S3Client client) {
        client.headObject(head -> head.bucket(Clients.BUCKET).key("k"));
    }

    private static void put(S3Client client) {
        client.putObject(put -> put.bucket(Clients.BUCKET).key("k"), Clients.streamed(new byte[5]));
    }

    private void putWithin(Duration limit, int length) {
        patient.putObject(
                put -> put.bucket(Clients.BUCKET).key("k").overrideConfiguration(o -> o.apiCallAttemptTimeout(limit)),
                Clients.streamed(new byte[length]));
    }
}
