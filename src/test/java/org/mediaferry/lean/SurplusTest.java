package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.lean.ScriptedServer.answer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.lean.ScriptedServer.Request;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Stores that say more than they were asked: none of it is ever taken for the answer to the next request. */
class SurplusTest {

    private static final String OK = answer("200 OK", "hello", "ETag: \"e\"");
    private static final String OTHERS = answer("200 OK", "another's", "ETag: \"another's\"");

    private final AtomicLong nanos = new AtomicLong();
    private final ScriptedServer store = ScriptedServer.start();
    private final S3Client client = Clients.lean(store.endpoint(), nanos::get);

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
            })
    void what_comes_after_a_body_is_no_answer(String answer) {
        store.says(answer + OTHERS).says(OK);

        assertThat(get()).isEqualTo("hello");
        put();

        assertConnections(1, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\nETag: \"e\"\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\n\r\n"
            })
    void what_comes_after_the_answer_to_a_put_is_no_answer(String answer) {
        store.says(answer + OTHERS).says(OK);

        put();
        put();

        assertConnections(1, 2);
    }

    @Test
    void the_body_of_an_answer_to_a_head_is_no_answer() {
        store.says(OTHERS).says(OK);

        assertThat(client.headObject(head -> head.bucket(Clients.BUCKET).key("k"))
                        .contentLength())
                .isEqualTo("another's".length());
        put();

        assertConnections(1, 2);
    }

    @Test
    void the_last_chunk_that_may_follow_the_answer_to_a_head_is_not_waited_for() {
        store.says("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n")
                .says(OK);

        assertThatThrownBy(() ->
                        client.headObject(head -> head.bucket(Clients.BUCKET).key("k")))
                .isInstanceOf(NoSuchKeyException.class);
        put();

        assertConnections(1, 2);
        assertOpen(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3600})
    void what_comes_while_a_connection_rests_is_no_answer(long seconds) throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch said = new CountDownLatch(1);
        store.plays(talk -> {
                    talk.readRequest();
                    talk.say(OK);
                    talk.waitFor(read);
                    talk.say(answer("408 Request Timeout", ""));
                    said.countDown();
                })
                .says(OK);
        get();
        read.countDown();
        said.await();
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());

        put();

        assertConnections(1, 2);
    }

    @Test
    void a_get_whose_answer_begins_with_rubbish_is_sent_again() {
        store.says(OK).says("surplus\r\n" + OK).says(OK);
        get();

        assertThat(get()).isEqualTo("hello");

        assertConnections(1, 1, 2);
    }

    @Test
    void a_put_whose_answer_begins_with_rubbish_fails_and_says_so() {
        store.says(OK).says("surplus\r\n" + OK).says(OK);
        get();

        assertThatThrownBy(this::put)
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("does not answer as HTTP wants it");
        put();

        assertConnections(1, 1, 2);
    }

    private void assertConnections(Integer... expected) {
        assertThat(store.requests()).extracting(Request::connection).isEqualTo(List.of(expected));
    }

    private void assertOpen(int expected) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(store.open()).isEqualTo(expected));
    }

    private String get() {
        return client.getObjectAsBytes(get -> get.bucket(Clients.BUCKET).key("k"))
                .asUtf8String();
    }

    private void put() {
        assertThat(client.putObject(put -> put.bucket(Clients.BUCKET).key("k"), Clients.streamed(new byte[5]))
                        .eTag())
                .isEqualTo("\"e\"");
    }
}
