package org.mediaferry.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalS3IT {
    private static final String MD5_OF_NOTHING = "1B2M2Y8AsgTpgAmY7PhCfg==";

    @TempDir
    static Path directory;

    private LocalS3 inMemory;
    private LocalS3 onDisk;

    @BeforeAll
    void start() {
        inMemory = LocalS3.start("media");
        onDisk = LocalS3.start("media", directory);
    }

    @AfterAll
    void stop() {
        inMemory.close();
        onDisk.close();
    }

    Stream<LocalS3> both() {
        return Stream.of(inMemory, onDisk);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void keeps_bytes_and_every_header(LocalS3 s3) {
        s3.client().putObject(wholeRequest(s3, "headers"), RequestBody.fromString("bytes"));

        ResponseBytes<GetObjectResponse> got =
                s3.client().getObjectAsBytes(get -> get.bucket(s3.bucket()).key("headers"));

        assertThat(got.asUtf8String()).isEqualTo("bytes");
        assertThat(got.response().contentType()).isEqualTo("image/png");
        assertThat(got.response().contentEncoding()).isEqualTo("gzip");
        assertThat(got.response().contentLanguage()).isEqualTo("pt-BR");
        assertThat(got.response().contentDisposition()).isEqualTo("inline; filename=\"a b.png\"");
        assertThat(got.response().cacheControl()).isEqualTo("public, max-age=60");
        assertThat(got.response().metadata()).isEqualTo(Map.of("origin", "phone"));
        assertThat(got.response().storageClass()).isEqualTo(StorageClass.STANDARD_IA);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void keeps_the_acl_and_takes_none_for_private(LocalS3 s3) {
        put(s3, "public", ObjectCannedACL.PUBLIC_READ);
        put(s3, "private", ObjectCannedACL.PRIVATE);
        put(s3, "none", null);

        assertThat(everyoneMayRead(s3, "public")).isTrue();
        assertThat(everyoneMayRead(s3, "private")).isFalse();
        assertThat(everyoneMayRead(s3, "none")).isFalse();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void keeps_an_empty_object(LocalS3 s3) {
        s3.client().putObject(put -> put.bucket(s3.bucket()).key("empty"), RequestBody.empty());

        assertThat(s3.client()
                        .getObjectAsBytes(get -> get.bucket(s3.bucket()).key("empty"))
                        .asByteArray())
                .isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void refuses_a_wrong_secret(LocalS3 s3) {
        try (S3Client stranger = LocalS3.client(s3.endpoint(), s3.accessKey(), "wrong")) {
            assertThatThrownBy(() -> stranger.listObjectsV2(list -> list.bucket(s3.bucket())))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch"));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void refuses_bytes_of_another_md5(LocalS3 s3) {
        assertThatThrownBy(() -> s3.client()
                        .putObject(
                                put -> put.bucket(s3.bucket()).key("damaged").contentMD5(MD5_OF_NOTHING),
                                RequestBody.fromString("something")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
        assertThat(keys(s3, "damaged")).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @ValueSource(
            strings = {
                "UPPER.JPG",
                "übung ß.jpg",
                "e\u0301.jpg",
                "名前.jpg",
                "😀.png",
                "a+b c.jpg",
                "100%.jpg",
                "100%25.jpg",
                "it's.jpg",
                "x&y.jpg",
                "q?.jpg",
                "#.jpg",
                "tab\t.jpg",
                "back\\slash.jpg",
                "<\">.jpg",
                "semi;(1)!*$=,.jpg",
                "@1x.png",
                ".hidden",
                "trailing."
            })
    void takes_odd_names(String name) {
        both().forEach(s3 -> {
            put(s3, "names/" + name, null);

            assertThat(keys(s3, "names/" + name)).containsExactly("names/" + name);
        });
    }

    @Test
    void closing_removes_the_files(@TempDir Path other) throws IOException {
        LocalS3 closed = LocalS3.start("media", other);
        put(closed, "a/b/c", null);

        closed.close();

        try (Stream<Path> left = Files.list(other)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_bucket_that_cannot_be_created_leaves_no_server_behind(@TempDir Path other) throws IOException {
        assertThatThrownBy(() -> LocalS3.start("m", other)).hasMessageContaining("between 3 and 63");

        try (Stream<Path> left = Files.list(other)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void its_text_holds_no_secret() {
        assertThat(inMemory.toString())
                .contains(inMemory.endpoint().toString())
                .doesNotContain(inMemory.secretKey(), inMemory.accessKey());
    }

    private static PutObjectRequest wholeRequest(LocalS3 s3, String key) {
        return PutObjectRequest.builder()
                .bucket(s3.bucket())
                .key(key)
                .contentType("image/png")
                .contentEncoding("gzip")
                .contentLanguage("pt-BR")
                .contentDisposition("inline; filename=\"a b.png\"")
                .cacheControl("public, max-age=60")
                .metadata(Map.of("origin", "phone"))
                .storageClass("STANDARD_IA")
                .build();
    }

    private static void put(LocalS3 s3, String key, ObjectCannedACL acl) {
        s3.client().putObject(put -> put.bucket(s3.bucket()).key(key).acl(acl), RequestBody.fromString(key));
    }

    private static boolean everyoneMayRead(LocalS3 s3, String key) {
        return s3.client().getObjectAcl(get -> get.bucket(s3.bucket()).key(key)).grants().stream()
                .map(Grant::grantee)
                .anyMatch(grantee -> "http://acs.amazonaws.com/groups/global/AllUsers".equals(grantee.uri()));
    }

    private static Stream<String> keys(LocalS3 s3, String prefix) {
        return s3
                .client()
                .listObjectsV2(list -> list.bucket(s3.bucket()).prefix(prefix).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key);
    }
}
