package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.mastodon.KeyPrefix;
import org.mediaferry.config.DestinationAcl;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FailuresTest {

    private static final MediaObject AVATAR = Samples.avatar("a.png");

    private final Failures failures = new Failures();

    @ParameterizedTest(name = "{0} {1}: {2}, concerns everything: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "BadDigest,                      400, CORRUPT,          false",
                "InvalidDigest,                  400, CORRUPT,          false",
                "XAmzContentSHA256Mismatch,      400, CORRUPT,          false",
                "XAmzContentChecksumMismatch,    400, CORRUPT,          false",
                "KeyTooLongError,                400, INVALID_KEY,      false",
                "InvalidURI,                     400, INVALID_KEY,      false",
                "InvalidObjectName,              400, INVALID_KEY,      false",
                "EntityTooLarge,                 400, TOO_LARGE,        false",
                "-,                              413, TOO_LARGE,        false",
                "QuotaExceeded,                  403, DESTINATION_FULL, true",
                "StorageFull,                    507, DESTINATION_FULL, true",
                "InsufficientStorage,            507, DESTINATION_FULL, true",
                "XMinioStorageFull,              507, DESTINATION_FULL, true",
                "XMinioAdminBucketQuotaExceeded, 400, DESTINATION_FULL, true",
                "-,                              507, DESTINATION_FULL, true",
                "NoSuchBucket,                   404, OTHER,            true",
                "InvalidAccessKeyId,             403, DENIED,           true",
                "ExpiredToken,                   400, OTHER,            true",
                "InvalidToken,                   400, OTHER,            true",
                "AccessDenied,                   403, DENIED,           false",
                "SignatureDoesNotMatch,          403, DENIED,           false",
                "-,                              401, DENIED,           false",
                "-,                              403, DENIED,           false",
                "SlowDown,                       503, TRANSIENT,        false",
                "RequestTimeout,                 400, TRANSIENT,        false",
                "RequestTimeTooSkewed,           403, TRANSIENT,        false",
                "OperationAborted,               409, TRANSIENT,        false",
                "TooManyRequests,                429, TRANSIENT,        false",
                "-,                              408, TRANSIENT,        false",
                "-,                              429, TRANSIENT,        false",
                "InternalError,                  500, TRANSIENT,        false",
                "-,                              502, TRANSIENT,        false",
                "-,                              504, TRANSIENT,        false",
                "NoSuchKey,                      404, OTHER,            false",
                "InvalidArgument,                400, OTHER,            false",
                "-,                              301, OTHER,            false"
            })
    void reads_the_answer_of_a_store(String code, int status, Reason reason, boolean everything) {
        S3Exception answer = answer(code, status);

        assertThat(failures.reason(answer)).isEqualTo(reason);
        assertThat(failures.isPermanent(answer)).isEqualTo(reason != Reason.TRANSIENT);
        assertThat(failures.concernsEverything(answer)).isEqualTo(everything);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("failuresWithoutAnswer")
    void reads_a_failure_without_an_answer(Throwable failure, Reason reason) {
        assertThat(failures.reason(failure)).isEqualTo(reason);
        assertThat(failures.isPermanent(failure)).isEqualTo(reason != Reason.TRANSIENT);
        assertThat(failures.concernsEverything(failure)).isFalse();
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
        assertThat(failures.isMissing(answer(null, 404), null)).isTrue();
        assertThat(failures.isMissing(new RuntimeException(answer("NoSuchKey", 404)), null))
                .isTrue();
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
        assertThat(failures.numberOfTry(null)).isEqualTo(1);
        assertThat(failures.numberOfTry(1)).isEqualTo(2);
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
        var rules = new CopyRules("media", new KeyPrefix(""), new KeyPrefix(""), DestinationAcl.AUTO, null);
        return new Copies(rules, new AskedS3()).prepare(AVATAR, Samples.answer("abc", h -> {}));
    }
}
