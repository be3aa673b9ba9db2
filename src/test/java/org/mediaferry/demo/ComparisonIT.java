package org.mediaferry.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class ComparisonIT {
    static LocalS3 source;
    static List<Expected> all;

    private LocalS3 destination;
    private List<Expected> some;

    @BeforeAll
    static void createSample(@TempDir Path directory) {
        source = LocalS3.start("source");
        try (LocalPostgres postgres = LocalPostgres.start(directory)) {
            all = SampleServer.create(postgres.dataSource(), source.client(), source.bucket(), "", 300)
                    .expected();
        }
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @BeforeEach
    void startDestination() {
        destination = LocalS3.start("destination");
        some = all.subList(0, 60);
    }

    @AfterEach
    void closeDestination() {
        destination.close();
    }

    @Test
    void a_right_copy_is_clean_and_counted() {
        copy(all, UnaryOperator.identity());

        Comparison.Result result = compare(all);

        assertThat(result.differences()).isEmpty();
        assertThat(result.isClean()).isTrue();
        assertThat(result.checked() + result.missingAtSource()).isEqualTo(all.size());
        assertThat(result.missingAtSource())
                .isEqualTo((int) all.stream().filter(e -> !e.presentAtSource()).count())
                .isPositive();
        assertThat(result.privateObjects()).isPositive().isLessThan(result.checked());
        assertThat(result.bytes()).isGreaterThan(500L * result.checked());
    }

    @Test
    void a_copy_under_another_prefix_is_clean() {
        copy(some, key -> "new/" + key);

        Comparison.Result result =
                Comparison.compare(some, destination.client(), destination.bucket(), key -> "new/" + key, "STANDARD");

        assertThat(result.differences()).isEmpty();
    }

    @Test
    void finds_a_lost_object() {
        copy(some, UnaryOperator.identity());
        Expected lost = one(Expected::presentAtSource);
        destination.client().deleteObject(delete -> delete.bucket("destination").key(lost.key()));

        assertThat(compare(some).differences()).containsExactly(lost.key() + ": is not there");
    }

    @Test
    void finds_wrong_bytes_of_the_right_length() {
        assertThat(differencesAfter(one(ComparisonIT::notEmpty), put -> put, bytes -> {
                    bytes[bytes.length - 1] ^= 1;
                    return bytes;
                }))
                .singleElement()
                .asString()
                .contains("has bytes of MD5");
    }

    @Test
    void finds_a_wrong_length() {
        assertThat(differencesAfter(one(ComparisonIT::notEmpty), put -> put, bytes -> new byte[3]))
                .singleElement()
                .asString()
                .contains("has 3 bytes, expected ");
    }

    @Test
    void finds_a_lost_cache_control() {
        assertThat(differencesAfter(one(Expected::presentAtSource), put -> put.cacheControl(null)))
                .singleElement()
                .asString()
                .endsWith(": has no Cache-Control, expected public, max-age=315576000, immutable");
    }

    @Test
    void finds_that_an_own_cache_control_was_replaced() {
        Expected own = one(e -> e.presentAtSource()
                && e.content().headers().cacheControlOfCopy().endsWith("=60"));

        assertThat(differencesAfter(own, put -> put.cacheControl(Headers.MASTODON_CACHE_CONTROL)))
                .singleElement()
                .asString()
                .endsWith("expected public, max-age=60");
    }

    @Test
    void finds_lost_headers_and_metadata() {
        Expected language =
                one(e -> e.presentAtSource() && e.content().headers().contentLanguage() != null);
        Expected disposition =
                one(e -> e.presentAtSource() && e.content().headers().contentDisposition() != null);
        Expected encoding =
                one(e -> e.presentAtSource() && e.content().headers().contentEncoding() != null);
        Expected metadata = one(
                e -> e.presentAtSource() && !e.content().headers().metadata().isEmpty());

        assertThat(differencesAfter(language, put -> put.contentLanguage(null)))
                .singleElement()
                .asString()
                .contains("no Content-Language");
        assertThat(differencesAfter(disposition, put -> put.contentDisposition(null)))
                .singleElement()
                .asString()
                .contains("no Content-Disposition");
        assertThat(differencesAfter(encoding, put -> put.contentEncoding(null)))
                .singleElement()
                .asString()
                .contains("no Content-Encoding");
        assertThat(differencesAfter(metadata, put -> put.metadata(Map.of())))
                .singleElement()
                .asString()
                .contains("user metadata {}");
    }

    @Test
    void finds_a_guessed_content_type_and_a_storage_class_taken_along() {
        Expected any = one(Expected::presentAtSource);

        assertThat(differencesAfter(
                        any, put -> put.contentType("binary/octet-stream").storageClass("STANDARD_IA")))
                .hasSize(2)
                .anyMatch(difference -> difference.contains("Content-Type binary/octet-stream, expected image/png"))
                .anyMatch(difference -> difference.contains("storage class STANDARD_IA, expected STANDARD"));
    }

    @Test
    void finds_an_acl_that_is_too_open_or_too_tight() {
        Expected secret = one(e -> e.presentAtSource() && e.isPrivate());
        Expected open = one(e -> e.presentAtSource() && !e.isPrivate());

        assertThat(differencesAfter(secret, put -> put.acl("public-read")))
                .containsExactly(secret.key() + ": gives strangers the rights [READ], expected [] of ACL private");
        assertThat(differencesAfter(open, put -> put.acl("private")))
                .containsExactly(open.key() + ": gives strangers the rights [], expected [READ] of ACL public-read");
    }

    @Test
    void compares_no_acl_where_none_is_expected() {
        Expected open = one(e -> e.presentAtSource() && !e.isPrivate()).withAcl(null);
        put(open, open.key(), put -> put.acl("private"), bytes -> bytes);

        assertThat(compare(List.of(open)).differences()).isEmpty();
    }

    @Test
    void finds_an_object_that_no_row_claims_and_one_that_the_source_lacks() {
        copy(some, UnaryOperator.identity());
        String absent = one(e -> !e.presentAtSource()).key();
        for (String key : List.of("orphan 😀.jpg", absent)) {
            destination.client().putObject(put -> put.bucket("destination").key(key), RequestBody.fromString("x"));
        }

        assertThat(compare(some).differences())
                .containsExactlyInAnyOrder(
                        "orphan 😀.jpg: is there, and no row claims it", absent + ": is there, which the source lacks");
    }

    @Test
    void a_destination_that_does_not_answer_is_a_failure_and_no_difference() {
        assertThatThrownBy(() -> Comparison.compare(some, destination.client(), "no-such-bucket"))
                .isInstanceOf(NoSuchBucketException.class);
    }

    private List<String> differencesAfter(Expected damaged, UnaryOperator<PutObjectRequest.Builder> damage) {
        return differencesAfter(damaged, damage, bytes -> bytes);
    }

    private List<String> differencesAfter(
            Expected damaged, UnaryOperator<PutObjectRequest.Builder> damage, UnaryOperator<byte[]> damageOfBytes) {
        copy(some, UnaryOperator.identity());
        put(damaged, damaged.key(), damage, damageOfBytes);
        return compare(some).differences();
    }

    private Comparison.Result compare(List<Expected> expected) {
        return Comparison.compare(expected, destination.client(), destination.bucket());
    }

    private void copy(List<Expected> expected, UnaryOperator<String> keyAtDestination) {
        for (Expected one : expected) {
            if (one.presentAtSource()) {
                put(one, keyAtDestination.apply(one.key()), put -> put, bytes -> bytes);
            }
        }
    }

    private void put(
            Expected one, String key, UnaryOperator<PutObjectRequest.Builder> change, UnaryOperator<byte[]> bytes) {
        byte[] body = source.client()
                .getObjectAsBytes(get -> get.bucket("source").key(one.key()))
                .asByteArray();
        Headers headers = one.content().headers();
        PutObjectRequest.Builder right = PutObjectRequest.builder()
                .bucket("destination")
                .key(key)
                .acl(one.object().acl())
                .contentType(headers.contentType())
                .contentEncoding(headers.contentEncoding())
                .contentDisposition(headers.contentDisposition())
                .contentLanguage(headers.contentLanguage())
                .cacheControl(headers.cacheControlOfCopy())
                .metadata(headers.metadata());
        destination.client().putObject(change.apply(right).build(), RequestBody.fromBytes(bytes.apply(body)));
    }

    private Expected one(Predicate<Expected> wanted) {
        return some.stream().filter(wanted).findFirst().orElseThrow();
    }

    private static boolean notEmpty(Expected expected) {
        return expected.presentAtSource() && expected.content().length() > 0;
    }
}
