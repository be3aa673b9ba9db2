package org.mediaferry.lean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The same raw answer to both clients. Of Expires the lean one reads the text alone. */
class AnswerFieldsTest {

    private static final ScriptedServer STORE = ScriptedServer.start();
    private static final S3Client SDK = Clients.sdk(STORE.endpoint());
    private static final S3Client LEAN = Clients.lean(STORE.endpoint());

    @AfterAll
    static void close() {
        LEAN.close();
        SDK.close();
        STORE.close();
    }

    @BeforeEach
    void forget() {
        STORE.anew();
    }

    static Stream<List<String>> answers() {
        return Stream.of(
                List.of(),
                List.of(
                        "Date: Tue, 24 Nov 2026 12:00:00 GMT",
                        "Server: Store/1",
                        "ETag: \"5d41402abc4b2a76b9719d911017c592\"",
                        "Last-Modified: Mon, 23 Nov 2026 11:12:13 GMT",
                        "Content-Type: image/png",
                        "Cache-Control: public, max-age=315576000, immutable",
                        "Content-Disposition: attachment; filename=\"a b.png\"",
                        "Content-Encoding: gzip",
                        "Content-Language: pt-BR",
                        "Accept-Ranges: bytes",
                        "x-amz-storage-class: STANDARD_IA",
                        "x-amz-request-id: 1",
                        "x-amz-id-2: 2"),
                List.of(
                        "x-amz-version-id: v1",
                        "x-amz-delete-marker: false",
                        "x-amz-expiration: expiry-date=\"Fri, 21 Dec 2029 00:00:00 GMT\", rule-id=\"r\"",
                        "x-amz-restore: ongoing-request=\"false\"",
                        "x-amz-missing-meta: 2",
                        "x-amz-mp-parts-count: 3",
                        "x-amz-tagging-count: 4",
                        "x-amz-website-redirect-location: /x",
                        "x-amz-request-charged: requester",
                        "x-amz-replication-status: COMPLETED",
                        "x-amz-object-lock-mode: GOVERNANCE",
                        "x-amz-object-lock-legal-hold: ON",
                        "x-amz-object-size: 5"),
                List.of(
                        "x-amz-server-side-encryption: aws:kms",
                        "x-amz-server-side-encryption-aws-kms-key-id: k",
                        "x-amz-server-side-encryption-bucket-key-enabled: True",
                        "x-amz-server-side-encryption-customer-algorithm: AES256",
                        "x-amz-server-side-encryption-customer-key-MD5: m",
                        "x-amz-server-side-encryption-context: e30=",
                        "x-amz-checksum-crc32: NhCmhg==",
                        "x-amz-checksum-crc64nvme: M3eFcAZSQlc=",
                        "x-amz-checksum-type: FULL_OBJECT"),
                List.of("x-amz-meta-origin: phone", "X-Amz-Meta-Case: Kept", "x-amz-meta-a-b_c.d: 1", "x-amz-meta-e:"),
                List.of("x-amz-meta-twice: first", "x-amz-meta-twice: second", "ETag: \"a\"", "ETag: \"b\""),
                List.of("etag: \"lower\"", "CONTENT-TYPE: image/png"),
                List.of("ETag:    \"much space\"   ", "Content-Type:image/png"),
                List.of("ETag:", "Content-Type: ", "x-amz-mp-parts-count:"),
                List.of("x-amz-meta-umlaut: \u00c3\u00bc", "Content-Disposition: inline; filename=\u00e4"),
                List.of("x-amz-unknown: 1", "Content-Range: bytes 0-4/5", "Expires: Mon, 23 Nov 2026 11:12:13 GMT"),
                List.of("Expires: 0"),
                List.of("Expires: -1", "Cache-Control: no-cache"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_to_a_get_is_the_sdks_but_for_times(List<String> headers) {
        STORE.says(ScriptedServer.answer("200 OK", "hello", headers.toArray(String[]::new)));

        ResponseBytes<GetObjectResponse> byLean = get(LEAN);
        ResponseBytes<GetObjectResponse> bySdk = get(SDK);

        assertSame(
                byLean.response(),
                withoutExpires(bySdk.response().toBuilder().lastModified(null)).build());
        assertThat(byLean.asByteArray()).isEqualTo("hello".getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_to_a_head_is_the_sdks(List<String> headers) {
        String answer = ScriptedServer.answer("200 OK", "hello", headers.toArray(String[]::new));
        STORE.says(answer.substring(0, answer.length() - "hello".length()));

        HeadObjectResponse byLean = head(LEAN);
        HeadObjectResponse bySdk = head(SDK);

        assertSame(byLean, withoutExpires(bySdk.toBuilder()).build());
        assertThat(byLean.contentLength()).isEqualTo(5);
        assertThat(byLean.sdkHttpResponse().statusCode())
                .isEqualTo(bySdk.sdkHttpResponse().statusCode());
        assertThat(byLean.sdkHttpResponse().firstMatchingHeader("date"))
                .isEqualTo(bySdk.sdkHttpResponse().firstMatchingHeader("Date"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_to_a_put_is_the_sdks(List<String> headers) {
        // Of an empty body that says gzip the SDK wants more than nothing
        String[] understood =
                headers.stream().filter(header -> !header.endsWith("gzip")).toArray(String[]::new);
        STORE.says(ScriptedServer.answer("200 OK", "", understood));

        assertSame(put(LEAN), put(SDK));
    }

    @Test
    void an_answer_without_a_length_has_none() {
        STORE.saysAndCloses("HTTP/1.1 200 OK\r\nETag: \"e\"\r\n\r\nhello");

        assertSame(get(LEAN).response(), get(SDK).response());
    }

    @Test
    void a_range_is_an_answer() {
        STORE.says(ScriptedServer.answer("206 Partial Content", "hello", "Content-Range: bytes 0-4/10"));

        assertSame(get(LEAN).response(), get(SDK).response());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-missing-meta: two", "x-amz-tagging-count: 99999999999"})
    void a_number_that_is_none_fails_as_with_the_sdk(String header) {
        STORE.says(ScriptedServer.answer("200 OK", "hello", header));

        assertThat(Failure.of(() -> get(LEAN))).isEqualTo(Failure.of(() -> get(SDK)));
    }

    @Test
    void a_time_that_is_none_fails_as_with_the_sdk() {
        STORE.says("HTTP/1.1 200 OK\r\nLast-Modified: yesterday\r\nContent-Length: 0\r\n\r\n");

        assertThat(Failure.of(() -> head(LEAN))).isEqualTo(Failure.of(() -> head(SDK)));
    }

    @Test
    void a_connection_is_not_lost_to_an_answer_that_is_not_understood() {
        try (ScriptedServer store = ScriptedServer.start();
                S3Client client = Clients.lean(store.endpoint())) {
            store.says(ScriptedServer.answer("200 OK", "", "x-amz-object-size: much"));

            for (int i = 0; i < 3; i++) {
                assertThat(Failure.of(() -> put(client)).kind()).isEqualTo(SdkClientException.class);
            }

            assertThat(store.connections()).isEqualTo(1);
        }
    }

    @SuppressWarnings("deprecation") // nothing else empties it
    private static GetObjectResponse.Builder withoutExpires(GetObjectResponse.Builder answer) {
        return answer.expires(null);
    }

    @SuppressWarnings("deprecation")
    private static HeadObjectResponse.Builder withoutExpires(HeadObjectResponse.Builder answer) {
        return answer.expires(null);
    }

    /** But for what does not come from headers. */
    private static void assertSame(SdkPojo byLean, SdkPojo bySdk) {
        assertThat(byLean.equalsBySdkFields(bySdk))
                .as("%s is %s", byLean, bySdk)
                .isTrue();
    }

    private static ResponseBytes<GetObjectResponse> get(S3Client client) {
        return client.getObjectAsBytes(get -> get.bucket(Clients.BUCKET).key("k"));
    }

    private static HeadObjectResponse head(S3Client client) {
        return client.headObject(head -> head.bucket(Clients.BUCKET).key("k"));
    }

    private static PutObjectResponse put(S3Client client) {
        return client.putObject(put -> put.bucket(Clients.BUCKET).key("k"), Clients.streamed("hello".getBytes(UTF_8)));
    }
}
