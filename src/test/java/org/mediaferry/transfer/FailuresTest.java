package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.mastodon.KeyPrefix;
import org.mediaferry.config.DestinationAcl;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.Privacy;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FailuresTest {

    private static final MediaObject AVATAR = Samples.avatar("a.png");

    private static final Set<Reason> MAY_PASS = Set.of(Reason.TRANSIENT, Reason.CORRUPT);

    private final Failures failures = new Failures();

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "BadDigest,                      400, CORRUPT",
                "InvalidDigest,                  400, CORRUPT",
                "XAmzContentSHA256Mismatch,      400, CORRUPT",
                "XAmzContentChecksumMismatch,    400, CORRUPT",
                "KeyTooLongError,                400, INVALID_KEY",
                "InvalidURI,                     400, INVALID_KEY",
                "InvalidObjectName,              400, INVALID_KEY",
                "EntityTooLarge,                 400, TOO_LARGE",
                "-,                              413, TOO_LARGE",
                "QuotaExceeded,                  403, DESTINATION_FULL",
                "StorageFull,                    507, DESTINATION_FULL",
                "InsufficientStorage,            507, DESTINATION_FULL",
                "XMinioStorageFull,              507, DESTINATION_FULL",
                "XMinioAdminBucketQuotaExceeded, 400, DESTINATION_FULL",
                "-,                              507, DESTINATION_FULL",
                "NoSuchBucket,                   404, OTHER",
                "InvalidAccessKeyId,             403, DENIED",
                "ExpiredToken,                   400, OTHER",
                "InvalidToken,                   400, OTHER",
                "AccessDenied,                   403, DENIED",
                "SignatureDoesNotMatch,          403, DENIED",
                "-,                              401, DENIED",
                "-,                              403, DENIED",
                "SlowDown,                       503, TRANSIENT",
                "RequestTimeout,                 400, TRANSIENT",
                "RequestTimeTooSkewed,           403, TRANSIENT",
                "OperationAborted,               409, TRANSIENT",
                "TooManyRequests,                429, TRANSIENT",
                "-,                              408, TRANSIENT",
                "-,                              429, TRANSIENT",
                "InternalError,                  500, TRANSIENT",
                "-,                              502, TRANSIENT",
                "-,                              504, TRANSIENT",
                "NoSuchKey,                      404, OTHER",
                "InvalidArgument,                400, OTHER",
                "-,                              301, OTHER",
                // What stands before a store that is away answers so, for each object alike
                "-,                              302, TRANSIENT",
                "-,                              404, TRANSIENT",
                "-,                              405, OTHER"
            })
    void reads_the_answer_of_a_store(String code, int status, Reason reason) {
        S3Exception answer = answer(code, status);

        assertThat(failures.reason(answer)).isEqualTo(reason);
        assertThat(failures.isPermanent(answer)).isEqualTo(!MAY_PASS.contains(reason));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("failuresWithoutAnswer")
    void reads_a_failure_without_an_answer(Throwable failure, Reason reason) {
        assertThat(failures.reason(failure)).isEqualTo(reason);
        assertThat(failures.isPermanent(failure)).isEqualTo(!MAY_PASS.contains(reason));
        assertThat(failures.isMissing(failure, null)).isFalse();
    }

    static Stream<Arguments> failuresWithoutAnswer() {
        return Stream.of(
                Arguments.of(SdkClientException.create("no connection", new IOException("reset")), Reason.TRANSIENT),
                Arguments.of(SdkClientException.create("Unable to load credentials"), Reason.TRANSIENT),
                Arguments.of(ApiCallTimeoutException.create(1000), Reason.TRANSIENT),
                Arguments.of(new SocketTimeoutException("Read timed out"), Reason.TRANSIENT),
                Arguments.of(new UncheckedIOException(new IOException("broken pipe")), Reason.TRANSIENT),
                Arguments.of(new IllegalStateException(new IOException("reset")), Reason.TRANSIENT),
                Arguments.of(new TransferException(Reason.CORRUPT, "other bytes"), Reason.CORRUPT),
                Arguments.of(new RuntimeException(new TransferException(Reason.TOO_LARGE, "6 GiB")), Reason.TOO_LARGE),
                Arguments.of(new IllegalArgumentException("no such prefix"), Reason.OTHER),
                Arguments.of(new NullPointerException(), Reason.OTHER));
    }

    @Test
    void finds_the_answer_of_a_store_below_what_wraps_it() {
        var wrapped = new RuntimeException(new IOException(answer("AccessDenied", 403)));

        assertThat(failures.reason(wrapped)).isEqualTo(Reason.DENIED);
    }

    @Test
    void a_404_of_the_source_means_that_the_object_is_missing() {
        assertThat(failures.isMissing(
                        NoSuchKeyException.builder().statusCode(404).build(), null))
                .isTrue();
        assertThat(failures.isMissing(new RuntimeException(answer("NoSuchKey", 404)), null))
                .isTrue();
    }

    @Test
    void a_404_that_is_no_stores_makes_no_object_missing() {
        assertThat(failures.isMissing(answer(null, 404), null)).isFalse();
        assertThat(failures.isMissing(answer("NoSuchUpload", 404), null)).isFalse();
    }

    @Test
    void a_404_of_the_destination_does_not() {
        assertThat(failures.isMissing(answer("NoSuchKey", 404), prepared())).isFalse();
    }

    @Test
    void a_bucket_that_is_gone_makes_no_object_missing() {
        assertThat(failures.isMissing(answer("NoSuchBucket", 404), null)).isFalse();
    }

    @Test
    void a_refusal_makes_no_object_missing() {
        assertThat(failures.isMissing(answer("AccessDenied", 403), null)).isFalse();
    }

    @Test
    void tells_the_whole_chain_of_causes_outermost_first() {
        var failure = new RuntimeException("put failed", new IllegalStateException(new IOException("reset")));

        assertThat(failures.cause(failure))
                .isEqualTo("RuntimeException: put failed <- IllegalStateException: java.io.IOException: reset <-"
                        + " IOException: reset");
    }

    @Test
    void tells_the_error_code_of_a_store_that_its_message_leaves_out() {
        assertThat(failures.cause(answer("BadDigest", 400))).startsWith("S3Exception BadDigest: ");
        assertThat(failures.cause(answer(null, 400))).startsWith("S3Exception: ");
    }

    @Test
    void tells_a_cause_without_a_message_by_its_name() {
        assertThat(failures.cause(new NullPointerException())).isEqualTo("NullPointerException");
    }

    @Test
    void ends_with_a_chain_that_runs_in_a_circle() {
        var outer = new RuntimeException("outer");
        outer.initCause(new RuntimeException("inner", outer));

        assertThat(failures.cause(outer)).isEqualTo("RuntimeException: outer <- RuntimeException: inner");
        assertThat(failures.reason(outer)).isEqualTo(Reason.OTHER);
    }

    @Test
    void numbers_tries_from_one_on() {
        assertThat(failures.numberOfTry(null, null)).isEqualTo(1);
        assertThat(failures.numberOfTry(1, new IOException("reset"))).isEqualTo(2);
    }

    @Test
    void counts_the_tries_that_are_left() {
        assertThat(failures.hasTriesLeft(null, 0)).isFalse();
        assertThat(failures.hasTriesLeft(1, 0)).isFalse();
        assertThat(failures.hasTriesLeft(1, 1)).isTrue();
        assertThat(failures.hasTriesLeft(2, 1)).isFalse();
    }

    @Test
    void makes_a_dead_letter_that_counts_one_try_at_least() {
        assertThat(failures.deadLetter(AVATAR, answer("AccessDenied", 403), null))
                .isInstanceOfSatisfying(Outcome.DeadLetter.class, letter -> {
                    assertThat(letter.object()).isEqualTo(AVATAR);
                    assertThat(letter.reason()).isEqualTo(Reason.DENIED);
                    assertThat(letter.cause()).startsWith("S3Exception AccessDenied: ");
                    assertThat(letter.tries()).isEqualTo(1);
                });
        assertThat(failures.deadLetter(AVATAR, new IOException(), 6))
                .isEqualTo(new Outcome.DeadLetter(AVATAR, Reason.TRANSIENT, "IOException", 6));
    }

    private static S3Exception answer(String code, int status) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message("the store says no")
                .awsErrorDetails(
                        code == null
                                ? null
                                : AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static Copy prepared() {
        var rules = new CopyRules(
                "media",
                new KeyPrefix(""),
                new KeyPrefix(""),
                DestinationAcl.AUTO,
                Privacy.BY_ACL,
                Encryption.NONE,
                null);
        return new Copies(rules, Samples.TRANSFER, new AskedS3(), begun -> {})
                .prepare(AVATAR, Samples.answer("abc", h -> {}), false);
    }
}
