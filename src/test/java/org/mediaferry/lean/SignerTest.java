package org.mediaferry.lean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Against the examples of the S3 API reference, and against the SDK's own signer. */
class SignerTest {

    private static final AwsCredentials EXAMPLE =
            AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final AwsCredentials OTHER = AwsBasicCredentials.create("AKIAOTHER", "other+secret/");
    private static final AwsCredentials SESSION = AwsSessionCredentials.create("ASIA", "secret", "token//+==");
    private static final Instant DAY = Instant.parse("2013-05-24T00:00:00Z");

    private final Signer signer = new Signer("us-east-1");

    @Test
    void signs_the_documented_get() {
        TreeMap<String, String> headers =
                new TreeMap<>(Map.of("host", "examplebucket.s3.amazonaws.com", "range", "bytes=0-9"));

        String authorization = signer.sign("GET", "/test.txt", "", headers, Signer.EMPTY_PAYLOAD, EXAMPLE, DAY);

        assertThat(authorization)
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
                        + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
                        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void signs_the_documented_put() {
        TreeMap<String, String> headers = new TreeMap<>(Map.of(
                "host", "examplebucket.s3.amazonaws.com",
                "date", "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class", "REDUCED_REDUNDANCY"));

        String authorization = signer.sign(
                "PUT",
                "/test%24file.text",
                "",
                headers,
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                EXAMPLE,
                DAY);

        assertThat(authorization)
                .endsWith("SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, "
                        + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void signs_the_documented_listing() {
        TreeMap<String, String> headers = new TreeMap<>(Map.of("host", "examplebucket.s3.amazonaws.com"));

        String authorization =
                signer.sign("GET", "/", "max-keys=2&prefix=J", headers, Signer.EMPTY_PAYLOAD, EXAMPLE, DAY);

        assertThat(authorization)
                .endsWith("SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
                        + "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void adds_what_a_signature_needs() {
        TreeMap<String, String> headers = new TreeMap<>(Map.of("host", "h"));

        signer.sign("PUT", "/k", "", headers, Signer.UNSIGNED_PAYLOAD, SESSION, DAY.plusSeconds(1));

        assertThat(headers)
                .containsOnly(
                        Map.entry("host", "h"),
                        Map.entry("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
                        Map.entry("x-amz-date", "20130524T000001Z"),
                        Map.entry("x-amz-security-token", "token//+=="));
    }

    static Stream<String> keys() {
        return Stream.of(
                "a.png",
                "a b.png",
                "a  b",
                " a ",
                "100%.png",
                "a%20b",
                "a+b",
                "what?.png",
                "a#b",
                "a&b=c",
                "~-_.",
                "!*'()",
                "a:b;c@d,e",
                "$[]{}|\\^`\"<>",
                "größe/übergröße.jpeg",
                "u\u0308ber",
                "\u6f22\u5b57",
                "\ud83d\ude80 rocket",
                "\u200b\u00a0",
                "tab\there",
                "line\nbreak",
                "a/../b",
                "../a",
                "..",
                "./a",
                ".",
                "a//b",
                "//a",
                "/a",
                "a/",
                "x".repeat(255),
                "\u00fc".repeat(127) + "x");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void signs_a_key_as_the_sdk_does(String key) {
        String path = "/media/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key);
        assertThat(key.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(255);

        assertSignedAsBySdk("GET", path, Map.of("host", "store.example:9000"), Signer.EMPTY_PAYLOAD, EXAMPLE, DAY);
    }

    static Stream<Map<String, String>> headers() {
        return Stream.of(
                Map.of("host", "127.0.0.1:9000"),
                Map.of("host", "[::1]:9000"),
                Map.of("host", "h", "range", "bytes=0-9"),
                Map.of("host", "h", "content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==", "content-type", "image/png"),
                Map.of("host", "h", "x-amz-acl", "public-read", "x-amz-storage-class", "STANDARD_IA"),
                Map.of("host", "h", "x-amz-meta-a", "1", "x-amz-meta-a-b", "2", "x-amz-meta-a_b", "3"),
                Map.of("host", "h", "x-amz-meta-b", "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~ one two"),
                Map.of("host", "h", "cache-control", "public, max-age=31536000, immutable"),
                Map.of("host", "h", "content-disposition", "attachment; filename=\"a b.png\""));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void signs_headers_as_the_sdk_does(Map<String, String> headers) {
        for (AwsCredentials credentials : List.of(EXAMPLE, SESSION)) {
            assertSignedAsBySdk("PUT", "/media/a", headers, Signer.UNSIGNED_PAYLOAD, credentials, DAY);
        }
    }

    @Test
    void signs_on_when_the_day_or_the_credentials_change() {
        for (Instant now : List.of(
                DAY,
                DAY.plusSeconds(86_399),
                DAY.plusSeconds(86_400),
                DAY,
                Instant.parse("2024-02-29T23:59:59.999Z"),
                Instant.parse("2024-03-01T00:00:00Z"))) {
            for (AwsCredentials credentials : List.of(EXAMPLE, OTHER, SESSION, EXAMPLE)) {
                for (String method : List.of("GET", "PUT", "HEAD")) {
                    assertSignedAsBySdk(method, "/b/k", Map.of("host", "h"), Signer.EMPTY_PAYLOAD, credentials, now);
                }
            }
        }
    }

    private void assertSignedAsBySdk(
            String method,
            String path,
            Map<String, String> headers,
            String hash,
            AwsCredentials credentials,
            Instant now) {
        TreeMap<String, String> signed = new TreeMap<>(headers);

        String authorization = signer.sign(method, path, "", signed, hash, credentials, now);

        SdkHttpRequest bySdk = signedBySdk(method, path, headers, hash, credentials, now);
        assertThat(bySdk.firstMatchingHeader("authorization")).hasValue(authorization);
        assertThat(signed)
                .allSatisfy((name, value) ->
                        assertThat(bySdk.firstMatchingHeader(name)).hasValue(value));
    }

    private static SdkHttpRequest signedBySdk(
            String method,
            String path,
            Map<String, String> headers,
            String hash,
            AwsCredentials credentials,
            Instant now) {
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .protocol("http")
                .host("ignored.example")
                .encodedPath(path);
        headers.forEach(request::putHeader);
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, hash.equals(Signer.EMPTY_PAYLOAD))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
                .request();
    }
}
