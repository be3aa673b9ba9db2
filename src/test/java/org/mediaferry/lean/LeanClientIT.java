package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.demo.LocalS3;
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

/** Before a server that checks signatures. */
class LeanClientIT {

    private static final byte[] BYTES = {0, -1, 31, 13, 10};

    private static LocalS3 store;
    private static S3Client client;

    @BeforeAll
    static void start() {
        store = LocalS3.start("media");
        client = signingWith(store.secretKey());
    }

    @AfterAll
    static void stop() {
        client.close();
        store.close();
    }

    static Stream<String> keys() {
        // Its files know neither // nor . and ..
        return SignerTest.keys()
                .filter(key -> !key.contains("//")
                        && !key.startsWith("/")
                        && !key.endsWith("/")
                        && Stream.of(key.split("/")).noneMatch(part -> part.matches("\\.{1,2}")));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void an_object_of_any_name_is_put_looked_at_and_got(String key) {
        client.putObject(put -> put.bucket("media").key(key), Clients.streamed(BYTES));

        assertThat(client.headObject(head -> head.bucket("media").key(key)).contentLength())
                .isEqualTo(BYTES.length);
        assertThat(get(key).asByteArray()).isEqualTo(BYTES);
        assertThat(store.client()
                        .getObjectAsBytes(get -> get.bucket("media").key(key))
                        .asByteArray())
                .isEqualTo(BYTES);
    }

    @Test
    void all_that_a_put_says_is_kept() {
        client.putObject(
                put -> put.bucket("media")
                        .key("all")
                        .acl("public-read")
                        .cacheControl("public, max-age=60")
                        .contentDisposition("inline; filename=\"a b.png\"")
                        .contentEncoding("gzip")
                        .contentLanguage("pt-BR")
                        .contentType("image/png")
                        .metadata(Map.of("origin", "phone", "note", "${body} %24"))
                        .storageClass(StorageClass.STANDARD_IA),
                Clients.streamed(BYTES));

        for (S3Client each : new S3Client[] {client, store.client()}) {
            HeadObjectResponse kept =
                    each.headObject(head -> head.bucket("media").key("all"));
            assertThat(kept.cacheControl()).isEqualTo("public, max-age=60");
            assertThat(kept.contentDisposition()).isEqualTo("inline; filename=\"a b.png\"");
            assertThat(kept.contentEncoding()).isEqualTo("gzip");
            assertThat(kept.contentLanguage()).isEqualTo("pt-BR");
            assertThat(kept.contentType()).isEqualTo("image/png");
            assertThat(kept.metadata()).isEqualTo(Map.of("origin", "phone", "note", "${body} %24"));
            assertThat(kept.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
            assertThat(kept.lastModified()).isNotNull();
        }
        assertThat(get("all").response().metadata()).containsEntry("origin", "phone");
    }

    @ParameterizedTest
    @CsvSource({"public-read, true", "private, false"})
    void an_object_has_the_acl_that_it_was_put_with(String acl, boolean readable) {
        client.putObject(put -> put.bucket("media").key(acl).acl(acl), Clients.streamed(BYTES));

        boolean granted = store.client().getObjectAcl(ask -> ask.bucket("media").key(acl)).grants().stream()
                .anyMatch(grant -> grant.grantee().uri() != null);
        assertThat(granted).isEqualTo(readable);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8192, 65_535, 65_536, 65_537, 3_000_000})
    void bodies_of_all_lengths_pass(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(length).nextBytes(bytes);

        client.putObject(put -> put.bucket("media").key("length"), Clients.streamed(bytes));

        assertThat(get("length").asByteArray()).isEqualTo(bytes);
    }

    @Test
    void a_part_of_an_object_is_got() {
        client.putObject(put -> put.bucket("media").key("range"), RequestBody.fromString("0123456789"));

        ResponseBytes<GetObjectResponse> part =
                client.getObjectAsBytes(get -> get.bucket("media").key("range").range("bytes=2-4"));

        assertThat(part.asUtf8String()).isEqualTo("234");
        assertThat(part.response().contentRange()).isEqualTo("bytes 2-4/10");
    }

    @Test
    void a_listing_shows_keys_of_all_names_page_after_page() {
        List<String> keys = keys().map(key -> "listed/" + key).toList();
        keys.forEach(key -> client.putObject(put -> put.bucket("media").key(key), Clients.streamed(BYTES)));

        List<S3Object> objects = new ArrayList<>();
        ListObjectsV2Response page = null;
        do {
            String token = page == null ? null : page.nextContinuationToken();
            page = client.listObjectsV2(list -> list.bucket("media")
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
        assertThatThrownBy(() -> client.putObject(
                        put -> put.bucket("media").key("spoilt").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                        Clients.streamed(BYTES)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThatThrownBy(() -> get("spoilt")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void a_wrong_secret_is_refused() {
        try (S3Client stranger = signingWith("wrong")) {
            assertThatThrownBy(
                            () -> stranger.putObject(put -> put.bucket("media").key("k"), Clients.streamed(BYTES)))
                    .isInstanceOfSatisfying(S3Exception.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(403);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
                    });
            assertThatThrownBy(() ->
                            stranger.headObject(head -> head.bucket("media").key("all")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void what_is_not_there_is_missing() {
        assertThatThrownBy(() -> get("none")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> client.headObject(head -> head.bucket("media").key("none")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    private static ResponseBytes<GetObjectResponse> get(String key) {
        return client.getObjectAsBytes(get -> get.bucket("media").key(key));
    }

    private static S3Client signingWith(String secret) {
        return new LeanClient(
                Clients.sdk(store.endpoint()),
                "media",
                store.region(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(store.accessKey(), secret)),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
    }
}
