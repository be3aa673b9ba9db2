package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE;
import static software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.NORMALIZE_PATH;
import static software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED;
import static software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME;
import static software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner.REGION_NAME;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Against the worked examples of the S3 API reference, and against the SDK's own signer. */
class SignerTest {

    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    private static final AwsCredentials CREDENTIALS =
            AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private final Signer signer = new Signer("us-east-1");

    @Test
    void signs_the_documented_get() {
        TreeMap<String, String> headers = new TreeMap<>(Map.of("host", HOST, "range", "bytes=0-9"));

        String authorization = signer.sign("GET", "/test.txt", headers, Signer.EMPTY_PAYLOAD, CREDENTIALS, TIME);

        assertThat(authorization)
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void signs_the_documented_put() {
        TreeMap<String, String> headers = new TreeMap<>(Map.of(
                "host", HOST, "date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY"));

        String authorization = signer.sign(
                "PUT",
                "/test%24file.text",
                headers,
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                CREDENTIALS,
                TIME);

        assertThat(authorization).endsWith("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.png",
                "a b",
                "50%",
                "a+b?c#d",
                "Übergrößen/日本.jpg",
                "🦣",
                "../x",
                "a//b",
                "'();:@&=,[]~",
                "\\",
                "\n"
            })
    void signs_a_put_of_any_key_as_the_sdk_does(String key) {
        TreeMap<String, String> headers = new TreeMap<>(
                Map.of("host", HOST, "content-md5", "x==", "x-amz-acl", "private", "x-amz-meta-a", "b c"));
        String path = "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key);
        String expected = bySdk(path, headers, CREDENTIALS, TIME);

        String authorization = signer.sign("PUT", path, headers, Signer.UNSIGNED_PAYLOAD, CREDENTIALS, TIME);

        assertThat(authorization).isEqualTo(expected);
    }

    @Test
    void signs_with_the_key_of_the_day_and_of_the_credentials_that_are_given() {
        AwsCredentials others = AwsSessionCredentials.create("OTHER", "other-secret", "a-token");
        for (AwsCredentials credentials : new AwsCredentials[] {CREDENTIALS, others, CREDENTIALS}) {
            for (Instant time : new Instant[] {TIME, TIME.plusSeconds(86_399), TIME.plusSeconds(86_400), TIME}) {
                String expected = bySdk("/a", new TreeMap<>(Map.of("host", HOST)), credentials, time);
                TreeMap<String, String> headers = new TreeMap<>(Map.of("host", HOST));

                String authorization = signer.sign("PUT", "/a", headers, Signer.UNSIGNED_PAYLOAD, credentials, time);

                assertThat(authorization).isEqualTo(expected);
                assertThat(headers.get("x-amz-security-token")).isEqualTo(credentials == others ? "a-token" : null);
            }
        }
    }

    private static String bySdk(String path, Map<String, String> headers, AwsCredentials credentials, Instant time) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .protocol("https")
                .host(HOST)
                .encodedPath(path);
        headers.forEach(request::putHeader);
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request.build())
                        .payload(() -> new java.io.ByteArrayInputStream(new byte[] {1}))
                        .putProperty(SERVICE_SIGNING_NAME, "s3")
                        .putProperty(REGION_NAME, "us-east-1")
                        .putProperty(DOUBLE_URL_ENCODE, false)
                        .putProperty(NORMALIZE_PATH, false)
                        .putProperty(PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }
}
