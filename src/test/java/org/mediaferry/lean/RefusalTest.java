package org.mediaferry.lean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The same raw refusal to both clients. */
class RefusalTest {

    private static final String DENIED =
            document("AccessDenied", "Access Denied", "<RequestId>4442587FB7D0A2F9</RequestId><HostId>h</HostId>");

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

    static Stream<String> refusals() {
        return Stream.of(
                refusal("403 Forbidden", DENIED, "x-amz-request-id: R1", "x-amz-id-2: H1"),
                refusal("403 Forbidden", DENIED),
                refusal("403 Forbidden", ""),
                refusal("404 Not Found", document("NoSuchKey", "The specified key does not exist.", "<Key>k</Key>")),
                refusal("404 Not Found", document("NoSuchBucket", "The specified bucket does not exist", "")),
                refusal("404 Not Found", "", "x-amz-request-id: R1"),
                refusal("404 Not Found", "<html><body>nginx</body></html>", "Content-Type: text/html"),
                refusal(
                        "503 Slow Down",
                        document("SlowDown", "Please reduce your request rate.", ""),
                        "Retry-After: 7"),
                refusal("503 Service Unavailable", "", "Retry-After: Fri, 21 Dec 2029 00:00:00 GMT"),
                refusal("503 Service Unavailable", "upstream connect error", "Content-Type: text/plain"),
                refusal("429 Too Many Requests", document("TooManyRequests", "slow", "")),
                refusal("500 Internal Server Error", document("InternalError", "We encountered an error.", "")),
                refusal("500 Internal Server Error", "<html><h1>Oops</h1></html>", "Content-Type: text/html"),
                refusal("502 Bad Gateway", "<!DOCTYPE html><html><title>502 & more</title>"),
                refusal(
                        "301 Moved Permanently",
                        document("PermanentRedirect", "Use the other endpoint.", "<Endpoint>e</Endpoint>"),
                        "x-amz-bucket-region: eu-west-1"),
                refusal("301 Moved Permanently", "", "Location: http://127.0.0.1:1/", "x-amz-bucket-region: eu-west-1"),
                refusal(
                        "307 Temporary Redirect",
                        document("TemporaryRedirect", "Please re-send.", "<Endpoint>e</Endpoint>"),
                        "Location: http://127.0.0.1:1/"),
                refusal(
                        "400 Bad Request",
                        document("BadDigest", "a &lt; b &amp;&amp; c &gt; d &quot;e&quot; &apos;f&apos;", "")),
                refusal("400 Bad Request", document("InvalidRequest", "a&#39;b&#x27;c &#233;", "")),
                refusal("400 Bad Request", document("InvalidRequest", "gr\u00c3\u00b6\u00c3\u009fe", "")),
                refusal("400 Bad Request", document("InvalidRequest", "", "")),
                refusal("400 Bad Request", document("", "no code", "")),
                refusal("400 Bad Request", "<Error><Message>only text</Message></Error>"),
                refusal("400 Bad Request", "<Error><Code>OnlyCode</Code></Error>"),
                refusal("400 Bad Request", "<Error/>"),
                refusal(
                        "400 Bad Request",
                        "<?xml version=\"1.0\"?>\n<Error xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\n"
                                + "  <Code>Spread</Code>\n  <Message>over lines</Message>\n</Error>\n"),
                refusal("412 Precondition Failed", document("PreconditionFailed", "no", "")),
                refusal("416 Requested Range Not Satisfiable", document("InvalidRange", "no", "")),
                refusal("507 Insufficient Storage", document("InsufficientStorage", "full", "")),
                "HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(DENIED.length())
                        + "\r\n" + DENIED + "\r\n0\r\n\r\n");
    }

    private static String refusal(String status, String document, String... headers) {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "HTTP/1.1 " + status + "\r\n" + lines + "Content-Length: " + document.length() + "\r\n\r\n" + document;
    }

    private static String document(String code, String message, String more) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message>" + more + "</Error>";
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refused_get_throws_what_the_sdk_throws(String answer) {
        STORE.says(answer);

        assertThat(Failure.of(() -> get(LEAN))).isEqualTo(Failure.of(() -> get(SDK)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refused_put_throws_what_the_sdk_throws(String answer) {
        STORE.says(answer);

        assertThat(Failure.of(() -> put(LEAN))).isEqualTo(Failure.of(() -> put(SDK)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refused_head_throws_what_the_sdk_throws(String answer) {
        STORE.says(answer.substring(0, answer.indexOf("\r\n\r\n") + 4));

        assertThat(Failure.of(() -> head(LEAN))).isEqualTo(Failure.of(() -> head(SDK)));
    }

    @Test
    void an_error_document_in_an_answer_of_200_to_a_put_is_no_failure_as_with_the_sdk() {
        STORE.says(ScriptedServer.answer("200 OK", document("InternalError", "sorry", ""), "ETag: \"e\""));

        assertThat(LEAN.putObject(put -> put.bucket(Clients.BUCKET).key("k"), body())
                        .equalsBySdkFields(
                                SDK.putObject(put -> put.bucket(Clients.BUCKET).key("k"), body())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void a_missing_object_has_an_exception_of_its_own(String method) {
        String answer = refusal("404 Not Found", document("NoSuchKey", "The specified key does not exist.", ""));
        STORE.says(method.equals("GET") ? answer : answer.substring(0, answer.indexOf("\r\n\r\n") + 4));

        Failure failure = Failure.of(() -> {
            if (method.equals("GET")) {
                get(LEAN);
            } else {
                head(LEAN);
            }
        });

        assertThat(failure.kind()).isEqualTo(NoSuchKeyException.class);
        assertThat(failure.code()).isEqualTo("NoSuchKey");
    }

    @Test
    @Timeout(20)
    void a_document_that_a_regular_expression_could_be_lost_in_is_read() {
        STORE.says(refusal("403 Forbidden", "<Error><Code>AccessDenied</Code><Message>" + " ".repeat(60_000) + "<b>"));

        assertThat(Failure.of(() -> get(LEAN)).code()).isEqualTo("AccessDenied");
    }

    private static void get(S3Client client) {
        client.getObjectAsBytes(get -> get.bucket(Clients.BUCKET).key("k"));
    }

    private static void head(S3Client client) {
        client.headObject(head -> head.bucket(Clients.BUCKET).key("k"));
    }

    private static void put(S3Client client) {
        client.putObject(put -> put.bucket(Clients.BUCKET).key("k"), body());
    }

    private static RequestBody body() {
        return Clients.streamed("hello".getBytes(UTF_8));
    }
}
