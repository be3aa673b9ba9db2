package org.mediaferry.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class AnswerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:00Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "SlowDown,              503, THROTTLES",
                "ServiceUnavailable,    503, THROTTLES",
                "-,                     503, FAILS",
                "-,                     429, THROTTLES",
                "TooManyRequests,       429, THROTTLES",
                "InternalError,         500, FAILS",
                "-,                     502, FAILS",
                "Maintenance,           503, FAILS",
                "-,                     504, FAILS",
                "AccessDenied,          403, DENIES",
                "SignatureDoesNotMatch, 403, DENIES",
                "-,                     401, DENIES",
                "NoSuchBucket,          404, REFUSES_ALL",
                "InvalidAccessKeyId,    403, REFUSES_ALL",
                "ExpiredToken,          400, REFUSES_ALL",
                "RequestTimeTooSkewed,  403, REFUSES_ALL",
                "QuotaExceeded,         403, REFUSES_ALL",
                "-,                     507, REFUSES_ALL",
                "NoSuchKey,             404, WORKS",
                "-,                     404, FAILS",
                "-,                     302, FAILS",
                "-,                     405, DENIES",
                "MethodNotAllowed,      405, DENIES",
                "PaymentRequired,       402, DENIES",
                "RequestTimeout,        400, WORKS",
                "KeyTooLongError,       400, WORKS",
                "BadDigest,             400, WORKS",
                "PreconditionFailed,    412, WORKS",
                "EntityTooLarge,        400, WORKS"
            })
    void says_what_an_answer_means_for_the_store(@Nullable String code, int status, Answer expected) {
        assertThat(Answer.of(answer(code, status, null), false)).isEqualTo(expected);
        assertThat(Answer.of(new RuntimeException(answer(code, status, null)), false))
                .isEqualTo(expected);
    }

    @Test
    void a_503_to_a_request_whose_answers_have_no_body_throttles() {
        assertThat(Answer.of(answer(null, 503, null), true)).isEqualTo(Answer.THROTTLES);
    }

    @Test
    void a_404_to_a_request_whose_answers_have_no_body_may_be_the_stores() {
        assertThat(Answer.of(answer(null, 404, null), true)).isEqualTo(Answer.WORKS);
        assertThat(Answer.of(NoSuchKeyException.builder().statusCode(404).build(), false))
                .isEqualTo(Answer.WORKS);
    }

    @Test
    void a_store_that_cannot_be_reached_fails() {
        assertThat(Answer.of(SdkClientException.create("no route", new IOException("refused")), false))
                .isEqualTo(Answer.FAILS);
    }

    @Test
    void a_source_that_breaks_off_says_nothing_of_the_destination() {
        class SourceBrokeOff extends IOException implements NotTheStore {
            private static final long serialVersionUID = 1L;
        }

        assertThat(Answer.of(SdkClientException.create("no bytes", new SourceBrokeOff()), false))
                .isEqualTo(Answer.OURS);
    }

    @Test
    void an_interrupt_says_nothing_of_the_store() {
        assertThat(Answer.of(AbortedException.create("interrupted"), false)).isEqualTo(Answer.OURS);
    }

    @Test
    void a_fault_of_our_own_says_nothing_of_the_store() {
        assertThat(Answer.of(new IllegalStateException("ours"), false)).isEqualTo(Answer.OURS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "7,                                 PT7S",
                "' 30 ',                            PT30S",
                "0,                                 PT0S",
                "'Fri, 02 Jan 2026 03:04:20 GMT',   PT20S",
                "'Fri, 02 Jan 2026 03:00:00 GMT',   -",
                "soon,                              -",
                "-5,                                -",
                "1.5,                               -"
            })
    void reads_how_long_to_wait(String header, @Nullable Duration expected) {
        assertThat(Answer.retryAfter(answer("SlowDown", 503, header), CLOCK).orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void waits_for_nothing_when_nothing_is_said() {
        assertThat(Answer.retryAfter(answer("SlowDown", 503, null), CLOCK)).isEmpty();
        assertThat(Answer.retryAfter(SdkClientException.create("reset"), CLOCK)).isEmpty();
    }

    private static S3Exception answer(@Nullable String code, int status, @Nullable String retryAfter) {
        SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(status);
        if (retryAfter != null) {
            http.putHeader("Retry-After", retryAfter);
        }
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message("as told")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .sdkHttpResponse(http.build())
                        .build())
                .build();
    }
}
