package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mediaferry.lean.RealStore.BUCKET;
import static org.mediaferry.lean.RealStore.REGION;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.harness.Link;
import org.mediaferry.lean.RealStore.Ability;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Before real servers of three makers. */
@ParameterizedClass
@EnumSource
class LeanClientIT {

    private static final byte[] BYTES = {0, -1, 31, 13, 10};

    private static RealStore.Running store;
    private static S3Client client;
    private static S3Client sdk;

    @Parameter
    private RealStore kind;

    @BeforeParameterizedClassInvocation
    static void start(RealStore kind, @TempDir Path directory) {
        store = kind.start(directory);
        client = signingWith(store.secretKey());
        sdk = store.sdk();
        sdk.createBucket(create -> create.bucket(BUCKET));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        client.close();
        sdk.close();
        store.end().run();
    }

    static Stream<String> keys() {
        return SignerTest.keys().filter(store.kind()::keeps);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void an_object_of_any_name_is_put_looked_at_and_got(String key) {
        put(client, key);

        assertThat(head(client, key).contentLength()).isEqualTo(BYTES.length);
        assertThat(get(client, key).asByteArray()).isEqualTo(BYTES);
        assertThat(get(sdk, key).asByteArray()).isEqualTo(BYTES);
    }

    @Test
    void all_that_a_put_says_is_kept() {
        client.putObject(
                put -> put.bucket(BUCKET)
                        .key("all")
                        .acl("public-read")
                        .cacheControl("public, max-age=60")
                        .contentDisposition("inline; filename=\"a b.png\"")
                        .contentEncoding("gzip")
                        .contentLanguage("pt-BR")
                        .contentType("image/png")
                        .metadata(Map.of("origin", "phone", "note", "${body} %24")),
                Clients.streamed(BYTES));

        for (S3Client each : new S3Client[] {client, sdk}) {
            HeadObjectResponse kept = head(each, "all");
            assertThat(kept.cacheControl()).isEqualTo("public, max-age=60");
            assertThat(kept.contentDisposition()).isEqualTo("inline; filename=\"a b.png\"");
            assertThat(kept.contentEncoding()).isEqualTo("gzip");
            assertThat(kept.contentLanguage()).isEqualTo("pt-BR");
            assertThat(kept.contentType()).isEqualTo("image/png");
            assertThat(kept.metadata()).isEqualTo(Map.of("origin", "phone", "note", "${body} %24"));
            assertThat(kept.lastModified()).isNotNull();
        }
        assertThat(get(client, "all").response().metadata()).containsEntry("origin", "phone");
    }

    @Test
    void an_object_has_the_storage_class_that_it_was_put_with() {
        kind.must(Ability.STORAGE_CLASS);

        client.putObject(
                put -> put.bucket(BUCKET).key("class").storageClass(StorageClass.STANDARD_IA), Clients.streamed(BYTES));

        assertThat(head(client, "class").storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(head(sdk, "class").storageClass()).isEqualTo(StorageClass.STANDARD_IA);
    }

    @ParameterizedTest
    @CsvSource({"public-read, true", "private, false"})
    void an_object_has_the_acl_that_it_was_put_with(String acl, boolean readable) {
        kind.must(Ability.ACL);

        client.putObject(put -> put.bucket(BUCKET).key(acl).acl(acl), Clients.streamed(BYTES));

        boolean granted = sdk.getObjectAcl(ask -> ask.bucket(BUCKET).key(acl)).grants().stream()
                .anyMatch(grant -> grant.grantee().uri() != null);
        assertThat(granted).isEqualTo(readable);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8192, 65_535, 65_536, 65_537, 3_000_000})
    void bodies_of_all_lengths_pass(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(length).nextBytes(bytes);

        client.putObject(put -> put.bucket(BUCKET).key("length"), Clients.streamed(bytes));

        assertThat(get(client, "length").asByteArray()).isEqualTo(bytes);
    }

    @Test
    void a_part_of_an_object_is_got() {
        client.putObject(put -> put.bucket(BUCKET).key("range"), RequestBody.fromString("0123456789"));

        ResponseBytes<GetObjectResponse> part =
                client.getObjectAsBytes(get -> get.bucket(BUCKET).key("range").range("bytes=2-4"));

        assertThat(part.asUtf8String()).isEqualTo("234");
        assertThat(part.response().contentRange()).isEqualTo("bytes 2-4/10");
    }

    @Test
    void a_listing_shows_keys_of_all_names_page_after_page() {
        List<String> keys = keys().map(key -> "listed/" + key).toList();
        keys.forEach(key -> put(client, key));

        List<S3Object> objects = new ArrayList<>();
        ListObjectsV2Response page = null;
        do {
            String token = page == null ? null : page.nextContinuationToken();
            page = client.listObjectsV2(list -> list.bucket(BUCKET)
                    .prefix("listed/")
                    .startAfter("listed/\u0001 &=?#/%")
                    .continuationToken(token)
                    .maxKeys(7)
                    .encodingType(EncodingType.URL));
            objects.addAll(page.contents());
        } while (page.isTruncated());

        assertThat(objects).extracting(S3Object::key).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(objects).extracting(S3Object::size).containsOnly((long) BYTES.length);
        assertThat(objects).extracting(S3Object::lastModified).doesNotContainNull();
    }

    @Test
    void bytes_that_are_not_those_of_content_md5_are_refused() {
        assertThatThrownBy(() -> putSpoilt(client))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThatThrownBy(() -> get(client, "spoilt")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void a_wrong_secret_is_refused() {
        kind.must(Ability.SIGNATURES);

        try (S3Client stranger = signingWith("wrong")) {
            assertThatThrownBy(() -> put(stranger, "k")).isInstanceOfSatisfying(S3Exception.class, e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
            });
            assertThatThrownBy(() -> head(stranger, "all"))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void a_connection_is_used_again_after_a_get_of_what_is_not_there() {
        put(client, "there");
        try (Link link = Link.to(store.endpoint().getPort());
                S3Client client = signing(URI.create("http://127.0.0.1:" + link.port()), store.secretKey())) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> get(client, "none")).isInstanceOf(NoSuchKeyException.class);
                assertThat(get(client, "there").asByteArray()).isEqualTo(BYTES);
            }

            assertThat(link.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_put_may_follow_a_head_of_what_is_not_there() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> head(client, "none")).isInstanceOf(NoSuchKeyException.class);
            put(client, "next");
        }
    }

    @Test
    void a_get_may_follow_a_refused_put() {
        put(client, "there");

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> putSpoilt(client)).isInstanceOf(S3Exception.class);
            assertThat(get(client, "there").asByteArray()).isEqualTo(BYTES);
        }
    }

    @Test
    void a_put_may_follow_a_get_that_was_aborted() {
        client.putObject(put -> put.bucket(BUCKET).key("large"), Clients.streamed(new byte[3_000_000]));

        for (int i = 0; i < 3; i++) {
            client.getObject(get -> get.bucket(BUCKET).key("large")).abort();
            put(client, "next");
        }
    }

    @Test
    void what_is_not_there_is_missing() {
        assertThatThrownBy(() -> get(client, "none")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> head(client, "none")).isInstanceOf(NoSuchKeyException.class);
    }

    private static ResponseBytes<GetObjectResponse> get(S3Client client, String key) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key));
    }

    private static HeadObjectResponse head(S3Client client, String key) {
        return client.headObject(head -> head.bucket(BUCKET).key(key));
    }

    private static void put(S3Client client, String key) {
        client.putObject(put -> put.bucket(BUCKET).key(key), Clients.streamed(BYTES));
    }

    /** With the Content-MD5 of no bytes at all. */
    private static void putSpoilt(S3Client client) {
        client.putObject(
                put -> put.bucket(BUCKET).key("spoilt").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                Clients.streamed(BYTES));
    }

    private static S3Client signingWith(String secret) {
        return signing(store.endpoint(), secret);
    }

    private static S3Client signing(URI endpoint, String secret) {
        S3Client sdk = Clients.sdk(endpoint, REGION, store.accessKey(), secret);
        return new LeanClient(
                sdk,
                sdk.utilities(),
                BUCKET,
                REGION,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(store.accessKey(), secret)),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
    }
}
