package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.demo.StoreMain;
import org.mediaferry.lean.RawServer.Script;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What passes on the wire, and what becomes of connections, before a server that does as it is told. */
class LeanClientTest {

    private static final Duration IDLE = Duration.ofMillis(400);
    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 5\nETag: \"e\"";

    private final AtomicLong nanos = new AtomicLong();
    private RawServer server;
    private S3Client client;

    private void startWith(Script... scripts) {
        server = new RawServer(scripts);
        client = clientOf(server.address());
    }

    private S3Client clientOf(URI address) {
        return new LeanClient(
                StoreMain.client(address, "access", "secret"),
                "media",
                IDLE.multipliedBy(2),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")),
                place -> new Connections(
                        place, "us-east-1", Duration.ofSeconds(2), IDLE, place.tls() ? new Tls() : null, nanos::get));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private String get(String key) {
        return client.getObjectAsBytes(get -> get.bucket("media").key(key)).asString(StandardCharsets.ISO_8859_1);
    }

    private ResponseInputStream<GetObjectResponse> open(String key) {
        return client.getObject(get -> get.bucket("media").key(key));
    }

    private void put(String bytes) {
        client.putObject(put -> put.bucket("media").key("a"), RequestBody.fromString(bytes));
    }

    private static Script always(String head, String body) {
        return line -> {
            while (true) {
                line.request();
                line.say(head, body);
            }
        };
    }

    @Test
    void sends_what_a_put_says_signed_and_no_more() {
        startWith(always("HTTP/1.1 200 OK\nContent-Length: 0\nETag: \"e\"", ""));

        client.putObject(
                put -> put.bucket("media")
                        .key("a b/${x}%.png")
                        .acl(ObjectCannedACL.PRIVATE)
                        .cacheControl("no-store")
                        .contentMD5("XUFAKrxLKna5cZ2REBfFkg==")
                        .contentType("image/png")
                        .metadata(Map.of("origin", "phone"))
                        .contentLength(5L),
                RequestBody.fromString("hello"));

        List<String> head =
                server.heads().get(0).lines().filter(line -> !line.isEmpty()).toList();
        assertThat(head.get(0)).isEqualTo("PUT /media/a%20b/%24%7Bx%7D%25.png HTTP/1.1");
        assertThat(head)
                .contains(
                        "cache-control: no-store",
                        "content-length: 5",
                        "content-md5: XUFAKrxLKna5cZ2REBfFkg==",
                        "content-type: image/png",
                        "host: " + server.address().getAuthority(),
                        "x-amz-acl: private",
                        "x-amz-content-sha256: UNSIGNED-PAYLOAD",
                        "x-amz-meta-origin: phone")
                .hasSize(11)
                .anySatisfy(line -> assertThat(line)
                        .contains("SignedHeaders=cache-control;content-md5;content-type;host;x-amz-acl;"
                                + "x-amz-content-sha256;x-amz-date;x-amz-meta-origin,"));
    }

    @Test
    void leaves_what_it_does_not_understand_to_the_client_behind() {
        startWith(always(OK, "hello"));

        client.getObjectAsBytes(get -> get.bucket("media").key("a").versionId("7"));
        client.getObjectAsBytes(get -> get.bucket("other").key("a"));
        client.putObject(
                put -> put.bucket("media").key("a").metadata(Map.of("name", "Zoë")), RequestBody.fromString("x"));

        assertThat(server.heads())
                .hasSize(3)
                .allSatisfy(head -> assertThat(head).containsIgnoringCase("user-agent: aws-sdk"));
    }

    @Test
    void reads_headers_and_metadata_of_an_answer() {
        startWith(always(
                "HTTP/1.1 200 OK\nContent-Length: 5\nETag: \"e\"\nContent-Encoding: gzip\nx-amz-meta-Origin: phone\n"
                        + "Cache-Control: no-store\nx-amz-server-side-encryption: aws:kms\nDate: Tue, 03 Nov 2026 10:00:00 GMT\n"
                        + "Last-Modified: Tue, 03 Nov 2026 09:00:00 GMT",
                "hello"));

        ResponseInputStream<GetObjectResponse> got = open("a");

        assertThat(got).hasBinaryContent("hello".getBytes(StandardCharsets.US_ASCII));
        assertThat(got.response().contentEncoding()).isEqualTo("gzip");
        assertThat(got.response().cacheControl()).isEqualTo("no-store");
        assertThat(got.response().contentLength()).isEqualTo(5);
        assertThat(got.response().serverSideEncryptionAsString()).isEqualTo("aws:kms");
        assertThat(got.response().metadata()).containsExactly(Map.entry("Origin", "phone"));
    }

    @Test
    void a_head_tells_both_times() {
        startWith(always(
                "HTTP/1.1 200 OK\nContent-Length: 5\nDate: Tue, 03 Nov 2026 10:00:00 GMT\n"
                        + "Last-Modified: Tue, 03 Nov 2026 09:00:00 GMT",
                ""));

        HeadObjectResponse head = client.headObject(b -> b.bucket("media").key("a"));
        client.headObject(b -> b.bucket("media").key("a"));

        assertThat(head.lastModified()).isEqualTo("2026-11-03T09:00:00Z");
        assertThat(head.sdkHttpResponse().firstMatchingHeader("Date")).contains("Tue, 03 Nov 2026 10:00:00 GMT");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void a_connection_whose_answer_was_read_is_used_again() {
        startWith(always(OK, "hello"));

        assertThat(List.of(get("a"), get("b"), get("c"))).containsOnly("hello");

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void a_connection_whose_answer_was_left_is_not() {
        startWith(always("HTTP/1.1 200 OK\nContent-Length: 5000", "x".repeat(5000)));

        open("a").abort();
        get("b");

        assertThat(server.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 200 OK\nConnection: close\nContent-Length: 5", "HTTP/1.0 200 OK\nContent-Length: 5"})
    void a_connection_that_the_store_will_close_is_not(String head) {
        startWith(always(head, "hello"));

        get("a");
        get("b");

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_refusal_says_what_the_sdk_says_and_leaves_the_connection_open() {
        startWith(always(
                "HTTP/1.1 503 Slow Down\nContent-Length: 75\nRetry-After: 7\nx-amz-request-id: r1",
                "<Error><Code>SlowDown</Code><Message>Fewer &amp; slower</Message></Error>  "));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> get("a")).isInstanceOfSatisfying(S3Exception.class, e -> {
                assertThat(e.statusCode()).isEqualTo(503);
                assertThat(e.requestId()).isEqualTo("r1");
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
                assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Fewer & slower");
                assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After"))
                        .contains("7");
            });
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void what_is_not_there_is_no_such_key() {
        startWith(always("HTTP/1.1 404 Not Found\nContent-Length: 0", ""));

        assertThatThrownBy(() -> client.headObject(b -> b.bucket("media").key("a")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"301 Moved Permanently", "307 Temporary Redirect", "500 Oops", "304 Not Modified"})
    void follows_no_redirect_and_takes_nothing_else_for_success(String status) {
        startWith(always("HTTP/1.1 " + status + "\nLocation: http://127.0.0.1:1/\nContent-Length: 0", ""));

        assertThatThrownBy(() -> put("hello"))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(status).startsWith(Integer.toString(e.statusCode())));
    }

    @Test
    void a_get_that_meets_a_connection_just_closed_is_sent_again() {
        startWith(
                line -> {
                    line.request();
                    line.say(OK, "hello");
                    line.request();
                },
                always(OK, "again"));

        assertThat(get("a")).isEqualTo("hello");
        assertThat(get("b")).isEqualTo("again");
    }

    @Test
    void a_put_after_a_rest_finds_out_first_whether_the_connection_is_closed() {
        startWith(
                line -> {
                    line.request();
                    line.say(OK, "hello");
                },
                always("HTTP/1.1 200 OK\nContent-Length: 0", ""));
        get("a");

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        put("hello");

        assertThat(server.heads().get(1)).startsWith("PUT ");
    }

    @Test
    void an_answer_in_the_middle_of_a_put_counts_more_than_the_broken_pipe() {
        startWith(line -> {
            line.head();
            line.say(
                    "HTTP/1.1 403 Forbidden\nConnection: close\nContent-Length: 40",
                    "<Error><Code>AccessDenied</Code></Error>");
        });

        assertThatThrownBy(() -> put("x".repeat(20_000_000))).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(403);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        });
    }

    @Test
    void passes_over_what_comes_before_the_answer() {
        startWith(always("HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\nLink: </x>\n\n" + OK, "hello"));

        assertThat(get("a")).isEqualTo("hello");
    }

    @Test
    void reads_chunks() {
        startWith(always("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"));

        assertThat(get("a") + get("b")).isEqualTo("hellohello");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void reads_to_the_end_where_no_length_is_told() {
        startWith(line -> {
            line.request();
            line.say("HTTP/1.1 200 OK", "hello");
        });

        assertThat(get("a")).isEqualTo("hello");
    }

    @Test
    void a_body_that_ends_too_soon_is_a_failure() {
        startWith(line -> {
            line.request();
            line.say("HTTP/1.1 200 OK\nContent-Length: 50", "hello");
        });

        assertThatThrownBy(() -> open("a").readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void a_head_that_drips_ends_by_the_time_for_an_attempt() {
        startWith(line -> {
            line.request();
            while (true) {
                line.out().write('H');
                line.out().flush();
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(50).toNanos());
            }
        });

        assertThatThrownBy(() -> get("a")).isInstanceOf(SdkClientException.class);
    }

    @Test
    void silence_ends_by_the_idle_time() {
        startWith(line -> {
            line.request();
            line.hold();
        });

        assertThatThrownBy(() -> get("a"))
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(java.net.SocketTimeoutException.class);
    }

    @Test
    void a_put_that_is_not_read_ends_by_its_own_time() {
        startWith(line -> {
            line.head();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofSeconds(5).toNanos());
        });

        assertThatThrownBy(() -> client.putObject(
                        put -> put.bucket("media")
                                .key("a")
                                .overrideConfiguration(o -> o.apiCallAttemptTimeout(Duration.ofMillis(300))),
                        RequestBody.fromInputStream(new ByteArrayInputStream(new byte[20_000_000]), 20_000_000)))
                .isInstanceOf(ApiCallAttemptTimeoutException.class);
    }

    @Test
    void what_is_no_http_is_a_failure() {
        startWith(line -> {
            line.request();
            line.say("220 mail.example ESMTP", "");
        });

        assertThatThrownBy(() -> get("a")).isInstanceOf(SdkClientException.class);
    }

    @Test
    void an_interrupted_thread_sends_nothing() {
        startWith(always(OK, "hello"));

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> get("a")).isInstanceOf(AbortedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://[::1]:9000/media/k, ::1, 9000, [::1]:9000, /media/",
                "https://media.s3.eu-west-1.amazonaws.com/k, media.s3.eu-west-1.amazonaws.com, 443, media.s3.eu-west-1.amazonaws.com, /",
                "http://127.0.0.1:80/media/k, 127.0.0.1, 80, 127.0.0.1, /media/"
            })
    void finds_the_place_in_an_address(String row) throws IOException {
        startWith(always(OK, "hello"));
        String[] cells = row.split(", ");

        Place place = Place.of(new URL(cells[0]));

        assertThat(List.of(place.host(), "" + place.port(), place.authority(), place.path()))
                .containsExactly(cells[1], cells[2], cells[3], cells[4]);
    }
}
