package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.lean.ScriptedServer.answer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Answers of all kinds, good, odd and broken. */
class AnswersTest {

    private static final String OK = answer("200 OK", "hello", "ETag: \"e\"");

    private final ScriptedServer store = ScriptedServer.start();
    private final S3Client client = Clients.lean(store.endpoint());

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\nContent-Length: 7\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
            })
    void what_nobody_asked_for_is_passed_over(String before) {
        store.says(before + OK);

        assertThat(get(client)).isEqualTo("hello");
        assertThat(put(Clients.streamed(new byte[5]))).isEqualTo("\"e\"");
        assertThat(store.connections()).isEqualTo(1);
    }

    @Test
    void an_answer_may_come_before_the_end_of_the_body() {
        store.plays(talk -> {
            talk.readHead();
            talk.read(100_000);
            talk.say(answer("403 Forbidden", "<Error><Code>AccessDenied</Code></Error>", "Connection: close"));
            talk.close();
        });

        assertThatThrownBy(() -> put(Clients.streamed(new byte[20_000_000])))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                });
    }

    @Test
    void a_success_before_the_end_of_the_body_is_none() {
        store.plays(talk -> {
            talk.readHead();
            talk.say(answer("200 OK", ""));
            talk.close();
        });

        assertThatThrownBy(() -> put(Clients.streamed(new byte[20_000_000])))
                .isInstanceOf(SdkClientException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nno number\r\n"
            })
    void a_body_that_ends_too_soon_fails_when_it_is_read(String answer) {
        store.saysAndCloses(answer).says(OK);

        ResponseInputStream<GetObjectResponse> body = open();

        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        body.abort();
        assertThat(get(client)).isEqualTo("hello");
        assertThat(store.connections()).isEqualTo(2);
    }

    @Test
    void a_transformer_that_meets_the_end_too_soon_fails_as_with_the_sdk() {
        store.saysAndCloses("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");

        try (S3Client sdk = Clients.sdk(store.endpoint())) {
            assertThat(Failure.of(() -> get(client))).isEqualTo(Failure.of(() -> get(sdk)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_head_without_an_end_is_not_read_to_it(boolean oneLine) {
        store.plays(talk -> {
            talk.readRequest();
            talk.say("HTTP/1.1 200 OK\r\n" + ("a: b" + (oneLine ? "" : "\r\n")).repeat(100_000));
            talk.close();
        });

        assertThatThrownBy(() -> get(client))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("Maximum")
                .hasMessageContaining("exceeded");
    }

    @Test
    void a_body_comes_as_it_was_sent_whatever_its_encoding_says() throws IOException {
        store.says(answer("200 OK", "no gzip", "Content-Encoding: gzip"));

        try (var body = open()) {
            assertThat(body.response().contentEncoding()).isEqualTo("gzip");
            assertThat(body.response().contentLength()).isEqualTo(7);
            assertThat(body.readAllBytes()).asString().isEqualTo("no gzip");
        }
    }

    @Test
    void a_body_is_not_read_beyond_its_length() {
        store.says(answer("200 OK", "hello").replace("5", "4"));

        assertThat(get(client)).isEqualTo("hell");
    }

    @Test
    void a_body_comes_byte_by_byte_too() throws IOException {
        store.says("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\u0000\u00ffab");

        try (var body = open()) {
            assertThat(body.read()).isEqualTo(0);
            assertThat(body.read()).isEqualTo(255);
            assertThat(body.read(new byte[0])).isEqualTo(0);
            assertThat(body.readAllBytes()).hasSize(2);
            assertThat(body.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                ""
            })
    void what_is_no_http_fails(String answer) {
        store.saysAndCloses(answer);

        assertThatThrownBy(() -> get(client)).isInstanceOf(SdkClientException.class);
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(store.open()).isZero());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirection_is_not_followed(int status) {
        try (ScriptedServer other = ScriptedServer.start().says(OK)) {
            store.says(answer(status + " Elsewhere", "", "Location: " + other.endpoint() + "/media/k"));

            for (Runnable request : List.<Runnable>of(
                    () -> get(client), () -> head(client), () -> put(Clients.streamed(new byte[5])))) {
                assertThatThrownBy(request::run)
                        .isInstanceOfSatisfying(
                                S3Exception.class,
                                e -> assertThat(e.statusCode()).isEqualTo(status));
            }
            assertThat(other.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307})
    void a_redirection_to_another_region_names_it(int status) {
        store.says(answer(
                status + " Elsewhere",
                "<Error><Code>PermanentRedirect</Code><Message>Use the other endpoint.</Message></Error>",
                "x-amz-bucket-region: eu-north-1"));

        assertThatThrownBy(() -> get(client)).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PermanentRedirect");
            assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region"))
                    .contains("eu-north-1");
        });
    }

    @Test
    void nothing_is_sent_by_a_thread_that_was_interrupted() {
        store.says(OK);
        Thread.currentThread().interrupt();

        try {
            assertThatThrownBy(() -> get(client)).isInstanceOf(AbortedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(store.connections()).isZero();
    }

    @Test
    void nobody_listens() {
        store.close();

        assertThatThrownBy(() -> get(client))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void a_host_without_an_address_fails() {
        try (S3Client lost = Clients.lean(java.net.URI.create("http://store.invalid:1"))) {
            assertThatThrownBy(() -> get(lost))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("store.invalid");
        }
    }

    @Test
    void a_literal_address_of_ipv6_stands_in_brackets() {
        ScriptedServer six = six();
        try (six;
                S3Client client = Clients.lean(six.endpoint());
                S3Client sdk = Clients.sdk(six.endpoint())) {
            six.says(OK);

            assertThat(get(client)).isEqualTo("hello");
            assertThat(get(sdk)).isEqualTo("hello");

            assertThat(six.requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.header("host")).isEqualTo("[::1]:" + six.port());
                assertThat(request.line()).isEqualTo("GET /media/k HTTP/1.1");
            });
        }
    }

    private static ScriptedServer six() {
        try {
            return ScriptedServer.on("::1");
        } catch (java.io.UncheckedIOException e) {
            return Assumptions.abort("this machine has no ::1");
        }
    }

    @Test
    void an_object_without_bytes_is_got_and_put() {
        store.says(answer("200 OK", "", "ETag: \"e\""));

        assertThat(get(client)).isEmpty();
        assertThat(put(RequestBody.empty())).isEqualTo("\"e\"");
        assertThat(put(Clients.streamed(new byte[0]))).isEqualTo("\"e\"");

        assertThat(store.requests())
                .extracting(request -> request.header("content-length"))
                .containsExactly("none", "0", "0");
    }

    @Test
    void a_body_of_many_pieces_arrives_whole() {
        byte[] bytes = new byte[200_001];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 >> 3);
        }
        store.says(OK);

        put(Clients.streamed(bytes));

        assertThat(store.requests().get(0).body()).isEqualTo(bytes);
    }

    @Test
    void a_body_that_cannot_be_read_fails_the_put_with_its_cause() {
        store.says(OK);
        IOException broken = new IOException("the source broke off");
        InputStream body = new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        };

        assertThatThrownBy(() -> put(RequestBody.fromInputStream(body, 5)))
                .isInstanceOf(SdkClientException.class)
                .hasCause(broken);
        assertThat(store.requests()).isEmpty();
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(store.open()).isZero());
    }

    @Test
    void a_body_that_is_shorter_than_it_was_said_to_be_fails_at_once() {
        store.says(OK);

        assertThatThrownBy(() -> put(RequestBody.fromInputStream(new ByteArrayInputStream(new byte[4]), 5)))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("4")
                .hasMessageContaining("5");
        assertThat(store.requests()).isEmpty();
    }

    @Test
    void a_body_is_closed_whatever_becomes_of_the_put() {
        AtomicBoolean closed = new AtomicBoolean();
        store.says(answer("403 Forbidden", ""));

        assertThatThrownBy(() -> put(RequestBody.fromContentProvider(
                        () -> new ByteArrayInputStream(new byte[5]) {
                            @Override
                            public void close() {
                                closed.set(true);
                            }
                        },
                        5,
                        "image/png")))
                .isInstanceOf(S3Exception.class);

        assertThat(closed).isTrue();
    }

    private ResponseInputStream<GetObjectResponse> open() {
        return client.getObject(get -> get.bucket(Clients.BUCKET).key("k"), ResponseTransformer.toInputStream());
    }

    private static String get(S3Client client) {
        return client.getObjectAsBytes(get -> get.bucket(Clients.BUCKET).key("k"))
                .asUtf8String();
    }

    private static void head(S3Client client) {
        client.headObject(head -> head.bucket(Clients.BUCKET).key("k"));
    }

    private String put(RequestBody body) {
        return client.putObject(put -> put.bucket(Clients.BUCKET).key("k"), body)
                .eTag();
    }
}
