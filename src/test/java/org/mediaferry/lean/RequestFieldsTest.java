package org.mediaferry.lean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.lean.ScriptedServer.Request;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** What is asked, and who asks: the SDK's own client gives itself away by a header. */
class RequestFieldsTest {

    private static final byte[] BYTES = "hello".getBytes(UTF_8);
    /** They say which client it is, and how it signs. */
    private static final List<String> OWN =
            List.of("authorization", "x-amz-date", "x-amz-content-sha256", "user-agent", "connection", "accept");

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
        STORE.anew().says(ScriptedServer.answer("200 OK", "", "ETag: \"e\""));
    }

    static Stream<Named<Consumer<PutObjectRequest.Builder>>> puts() {
        return Stream.of(
                put("nothing", b -> {}),
                put(
                        "what a copy says",
                        b -> b.acl(ObjectCannedACL.PUBLIC_READ)
                                .cacheControl("public, max-age=315576000, immutable")
                                .contentDisposition("attachment; filename=\"a b.png\"")
                                .contentEncoding("gzip")
                                .contentLanguage("pt-BR")
                                .contentLength(5L)
                                .contentMD5("XUFAKrxLKna5cZ2REBfFkg==")
                                .contentType("image/svg+xml; charset=utf-8")
                                .metadata(Map.of("origin", "phone", "X-Case", "Kept", "a_b.c-1", "one two"))
                                .storageClass(StorageClass.STANDARD_IA)),
                put("an ACL of each kind", b -> b.acl("aws-exec-read")),
                put(
                        "grants",
                        b -> b.grantRead("uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"")
                                .grantFullControl("id=\"1\"")
                                .grantReadACP("id=\"2\"")
                                .grantWriteACP("id=\"3\"")),
                put(
                        "encryption by the store's key",
                        b -> b.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId("arn:aws:kms:1")
                                .ssekmsEncryptionContext("e30=")
                                .bucketKeyEnabled(true)),
                put("conditions", b -> b.ifNoneMatch("*")),
                put("a condition", b -> b.ifMatch("\"etag\"")),
                put(
                        "a lock",
                        b -> b.objectLockMode(ObjectLockMode.GOVERNANCE)
                                .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON)),
                put("tags", b -> b.tagging("a=b&c=d")),
                put("a redirection", b -> b.websiteRedirectLocation("/other?x=1#y")),
                put("who pays", b -> b.requestPayer(RequestPayer.REQUESTER).expectedBucketOwner("123")),
                put("an offset", b -> b.writeOffsetBytes(0L)),
                put("metadata that says whose it is", b -> b.metadata(Map.of("x-amz-meta-a", "1", "x-amz-acl", "2"))),
                put("all that is printable", b -> b.metadata(Map.of("a", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"))));
    }

    private static Named<Consumer<PutObjectRequest.Builder>> put(
            String name, Consumer<PutObjectRequest.Builder> change) {
        return Named.of(name, change);
    }

    @ParameterizedTest
    @MethodSource("puts")
    void a_put_says_what_the_sdk_would_say(Consumer<PutObjectRequest.Builder> change) {
        PutObjectRequest request = put(change);

        LEAN.putObject(request, Clients.streamed(BYTES));
        SDK.putObject(request, Clients.streamed(BYTES));

        assertBothSaidTheSame();
        assertThat(STORE.requests().get(0).body()).isEqualTo(BYTES);
    }

    @Test
    void an_empty_put_says_what_the_sdk_would_say() {
        LEAN.putObject(put(b -> {}), RequestBody.empty());
        SDK.putObject(put(b -> {}), RequestBody.empty());

        assertBothSaidTheSame();
        assertThat(STORE.requests().get(0).header("content-length")).isEqualTo("0");
    }

    @Test
    void a_body_says_its_type_where_the_request_does_not() {
        LEAN.putObject(put(b -> {}), RequestBody.fromString("text"));
        SDK.putObject(put(b -> {}), RequestBody.fromString("text"));

        assertBothSaidTheSame();
        assertThat(STORE.requests().get(0).header("content-type")).startsWith("text/plain");
    }

    static Stream<Named<Consumer<GetObjectRequest.Builder>>> gets() {
        return Stream.of(
                Named.of("nothing", b -> {}),
                Named.of("a range", b -> b.range("bytes=0-9")),
                Named.of("conditions", b -> b.ifMatch("\"e\"").ifNoneMatch("\"f\"")),
                Named.of("who pays", b -> b.requestPayer(RequestPayer.REQUESTER).expectedBucketOwner("123")));
    }

    @ParameterizedTest
    @MethodSource("gets")
    void a_get_says_what_the_sdk_would_say(Consumer<GetObjectRequest.Builder> change) {
        GetObjectRequest request = get(change);

        LEAN.getObjectAsBytes(request);
        SDK.getObjectAsBytes(request);

        assertBothSaidTheSame();
    }

    static Stream<String> keys() {
        return SignerTest.keys();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_key_is_sent_as_the_sdk_would_send_it(String key) {
        LEAN.headObject(head -> head.bucket(Clients.BUCKET).key(key));
        SDK.headObject(head -> head.bucket(Clients.BUCKET).key(key));

        assertBothSaidTheSame();
    }

    private void assertBothSaidTheSame() {
        assertThat(STORE.requests()).hasSize(2);
        Request byLean = STORE.requests().get(0);
        Request bySdk = STORE.requests().get(1);
        assertThat(byLean.headers()).doesNotContainKey("amz-sdk-invocation-id");
        assertThat(bySdk.headers()).containsKey("amz-sdk-invocation-id");
        assertThat(byLean.line()).isEqualTo(bySdk.line());
        assertThat(said(byLean)).isEqualTo(said(bySdk));
    }

    private static Map<String, String> said(Request request) {
        Map<String, String> said = new TreeMap<>(request.headers());
        said.keySet().removeAll(OWN);
        said.keySet().removeIf(name -> name.startsWith("amz-sdk-"));
        takeChunksAway(said);
        return said;
    }

    /** Over plain http the SDK signs a body chunk by chunk, and says how long it would be without. */
    private static void takeChunksAway(Map<String, String> said) {
        String length = said.remove("x-amz-decoded-content-length");
        if (length != null) {
            said.put("content-length", length);
            said.computeIfPresent(
                    "content-encoding",
                    (name, value) -> value.equals("aws-chunked") ? null : value.replace(", aws-chunked", ""));
        }
    }

    static Stream<Named<S3Request>> requestsForTheSdk() {
        return Stream.of(
                Named.of("a checksum's algorithm", put(b -> b.checksumAlgorithm(ChecksumAlgorithm.CRC32))),
                Named.of("a checksum", put(b -> b.checksumSHA256("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="))),
                Named.of(
                        "a customer's key",
                        put(b -> b.sseCustomerAlgorithm("AES256")
                                .sseCustomerKey("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
                                .sseCustomerKeyMD5("x"))),
                Named.of("metadata beyond ASCII", put(b -> b.metadata(Map.of("a", "\u00fc")))),
                Named.of("a name beyond ASCII", put(b -> b.metadata(Map.of("\u00fc", "a")))),
                Named.of("a name of two words", put(b -> b.metadata(Map.of("a b", "c")))),
                Named.of("a name with a line break", put(b -> b.metadata(Map.of("a\r\nb", "c")))),
                Named.of("two blanks", put(b -> b.metadata(Map.of("a", "b  c")))),
                Named.of("a blank at the begin", put(b -> b.contentDisposition(" inline"))),
                Named.of("a blank at the end", put(b -> b.contentDisposition("inline "))),
                Named.of("a tab", put(b -> b.cacheControl("no-store,\tprivate"))),
                Named.of("a line break", put(b -> b.contentType("image/png\r\nx-amz-acl: public-read"))),
                Named.of("an empty value", put(b -> b.metadata(Map.of("a", "")))),
                Named.of("an expiry", put(b -> b.expires(Instant.EPOCH))),
                Named.of("the end of a lock", put(b -> b.objectLockRetainUntilDate(Instant.EPOCH))),
                Named.of("a version", get(b -> b.versionId("1"))),
                Named.of("a part", get(b -> b.partNumber(1))),
                Named.of("a checksum to be checked", get(b -> b.checksumMode(ChecksumMode.ENABLED))),
                Named.of("a time to compare with", get(b -> b.ifModifiedSince(Instant.EPOCH))),
                Named.of("another answer", get(b -> b.responseContentType("text/plain"))),
                Named.of("the key of a customer's object", get(b -> b.sseCustomerKey("x"))),
                Named.of("a version to look at", head(b -> b.versionId("1"))),
                Named.of("a checksum to look at", head(b -> b.checksumMode(ChecksumMode.ENABLED))));
    }

    @ParameterizedTest
    @MethodSource("requestsForTheSdk")
    void what_needs_more_than_a_plain_header_is_not_understood(S3Request request) {
        assertThat(RequestFields.headers(request)).isEmpty();
    }

    @Test
    void what_is_not_understood_is_sent_by_the_sdk() {
        LEAN.putObject(put(b -> b.metadata(Map.of("a", "b  c"))), Clients.streamed(BYTES));
        LEAN.getObjectAsBytes(get(b -> b.versionId("1")));
        LEAN.headObject(head(b -> b.partNumber(1)));
        LEAN.deleteObject(delete -> delete.bucket(Clients.BUCKET).key("k"));

        assertThat(STORE.requests()).hasSize(4).allSatisfy(RequestFieldsTest::isBySdk);
    }

    static Stream<Named<Consumer<AwsRequestOverrideConfiguration.Builder>>> overrides() {
        return Stream.of(
                Named.of("a header", b -> b.putHeader("x-amz-meta-a", "b")),
                Named.of("a parameter", b -> b.putRawQueryParameter("a", "b")),
                Named.of("a time for all", b -> b.apiCallTimeout(Duration.ofSeconds(9))),
                Named.of("other credentials", b -> b.credentialsProvider(Clients.CREDENTIALS)));
    }

    @ParameterizedTest
    @MethodSource("overrides")
    void what_is_overridden_for_a_request_is_sent_by_the_sdk(
            Consumer<AwsRequestOverrideConfiguration.Builder> override) {
        LEAN.putObject(put(b -> b.overrideConfiguration(override)), Clients.streamed(BYTES));
        LEAN.getObjectAsBytes(get(b -> b.overrideConfiguration(override)));
        LEAN.headObject(head(b -> b.overrideConfiguration(override)));

        assertThat(STORE.requests()).hasSize(3).allSatisfy(RequestFieldsTest::isBySdk);
    }

    @Test
    void a_limit_for_the_attempt_is_understood() {
        LEAN.putObject(
                put(b -> b.overrideConfiguration(o -> o.apiCallAttemptTimeout(Duration.ofSeconds(9)))),
                Clients.streamed(BYTES));

        assertThat(STORE.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.headers()).doesNotContainKey("amz-sdk-invocation-id"));
    }

    @Test
    void another_bucket_and_a_body_of_unknown_length_are_for_the_sdk() {
        LEAN.headObject(head(b -> b.bucket("other")));
        LEAN.putObject(
                put(b -> {}),
                RequestBody.fromContentProvider(() -> new java.io.ByteArrayInputStream(BYTES), "image/png"));

        assertThat(STORE.requests()).hasSize(2).allSatisfy(RequestFieldsTest::isBySdk);
    }

    private static void isBySdk(Request request) {
        assertThat(request.headers()).containsKey("amz-sdk-invocation-id");
    }

    private static PutObjectRequest put(Consumer<PutObjectRequest.Builder> change) {
        return PutObjectRequest.builder()
                .bucket(Clients.BUCKET)
                .key("k")
                .applyMutation(change)
                .build();
    }

    private static GetObjectRequest get(Consumer<GetObjectRequest.Builder> change) {
        return GetObjectRequest.builder()
                .bucket(Clients.BUCKET)
                .key("k")
                .applyMutation(change)
                .build();
    }

    private static HeadObjectRequest head(Consumer<HeadObjectRequest.Builder> change) {
        return HeadObjectRequest.builder()
                .bucket(Clients.BUCKET)
                .key("k")
                .applyMutation(change)
                .build();
    }
}
