package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** When a put counts: all that the destination can answer, after a put of the three bytes "abc". */
class ConfirmationTest {

    private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";
    private static final String OTHER_MD5 = "d41d8cd98f00b204e9800998ecf8427e";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Throwable CUT = SdkClientException.create("cut", new IOException("reset"));

    private final AskedS3 destination = new AskedS3();
    private final Confirmation confirmation = new Confirmation(destination, "media", false);
    private final Confirmation ofEncrypted = new Confirmation(destination, "media", true);

    @Test
    void an_etag_that_is_the_md5_of_what_was_sent_confirms_a_put_without_a_question() {
        confirmation.check(sent(true), '"' + MD5_OF_ABC + '"');
        confirmation.check(sent(false), '"' + MD5_OF_ABC + '"');

        assertThat(destination.heads()).isEmpty();
    }

    @ParameterizedTest(name = "the source promised an MD5: {0}")
    @CsvSource({"true", "false"})
    void an_etag_that_is_the_md5_of_other_bytes_is_corrupt(boolean promised) {
        assertThatThrownBy(() -> confirmation.check(sent(promised), '"' + OTHER_MD5 + '"'))
                .satisfies(isFor(Reason.CORRUPT))
                .hasMessageContaining(MD5_OF_ABC)
                .hasMessageContaining(OTHER_MD5);
    }

    @Test
    void an_etag_that_is_no_md5_confirms_a_put_whose_md5_the_destination_was_told() {
        confirmation.check(sent(true), "\"x-2\"");
        confirmation.check(sent(true), ETag.noHash(OTHER_MD5));

        assertThat(destination.heads()).isEmpty();
    }

    @Test
    void an_etag_that_is_no_md5_leaves_the_length_to_be_asked_for() {
        holds(h -> h.contentLength(3L).eTag("\"x-2\""), 0);

        confirmation.check(sent(false), "\"x-2\"");

        assertThat(destination.heads()).singleElement().satisfies(head -> {
            assertThat(head.bucket()).isEqualTo("media");
            assertThat(head.key()).isEqualTo("accounts/$.png");
        });

        holds(h -> h.contentLength(2L).eTag("\"x-2\""), 0);
        assertThatThrownBy(() -> confirmation.check(sent(false), "\"x-2\""))
                .satisfies(isFor(Reason.CORRUPT))
                .hasMessageContaining("3 bytes were sent, the destination has 2");
    }

    @Test
    void a_200_without_an_etag_and_without_an_object_is_a_failure_that_may_pass() {
        assertThatThrownBy(() -> confirmation.check(sent(true), null))
                .satisfies(isFor(Reason.TRANSIENT))
                .hasMessageContaining("200 without an ETag");
    }

    @Test
    void a_200_without_an_etag_is_a_failure_where_only_an_older_object_is_there() {
        holds(h -> h.contentLength(3L).eTag(MD5_OF_ABC), 3600);

        assertThatThrownBy(() -> confirmation.check(sent(true), null)).satisfies(isFor(Reason.TRANSIENT));
    }

    @Test
    void a_200_without_an_etag_counts_where_the_destination_has_the_bytes() {
        holds(h -> h.contentLength(3L).eTag(MD5_OF_ABC), 0);

        assertThatCode(() -> confirmation.check(sent(true), null)).doesNotThrowAnyException();

        holds(h -> h.contentLength(3L).eTag(OTHER_MD5), 0);
        assertThatThrownBy(() -> confirmation.check(sent(true), null)).satisfies(isFor(Reason.CORRUPT));
    }

    @Test
    void a_store_that_never_tells_etags_or_times_confirms_by_the_length() {
        destination.holding(h -> h.contentLength(3L));

        assertThatCode(() -> confirmation.check(sent(false), null)).doesNotThrowAnyException();
    }

    @Test
    void a_put_that_did_not_take_all_bytes_is_corrupt_whatever_was_answered() {
        assertThatThrownBy(() -> confirmation.check(unread(), '"' + MD5_OF_ABC + '"'))
                .satisfies(isFor(Reason.CORRUPT))
                .hasMessageContaining("of 3 bytes, 0 were taken");
    }

    @ParameterizedTest
    @MethodSource("failuresAfterWhichThePutMayHaveArrived")
    void a_put_whose_answer_was_lost_has_arrived_when_its_bytes_are_there(Throwable failure) {
        holds(h -> h.contentLength(3L).eTag(MD5_OF_ABC), 0);

        assertThat(confirmation.arrived(sent(true), failure)).isTrue();
        assertThat(confirmation.arrived(sent(false), failure)).isTrue();
    }

    static Stream<Throwable> failuresAfterWhichThePutMayHaveArrived() {
        return Stream.of(
                CUT,
                ApiCallAttemptTimeoutException.create(1000),
                answer(500),
                answer(502),
                answer(504),
                new TransferException(Reason.TRANSIENT, "200 without an ETag"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"400", "403", "429", "503"})
    void a_put_that_was_refused_is_not_asked_for(int status) {
        holds(h -> h.contentLength(3L).eTag(MD5_OF_ABC), 0);

        assertThat(confirmation.arrived(sent(true), answer(status))).isFalse();
        assertThat(destination.heads()).isEmpty();
    }

    @Test
    void a_put_that_did_not_get_all_bytes_is_not_asked_for() {
        assertThat(confirmation.arrived(unread(), CUT)).isFalse();
        assertThat(destination.heads()).isEmpty();
    }

    @Test
    void what_is_not_there_or_differs_has_not_arrived() {
        assertThat(confirmation.arrived(sent(true), CUT)).isFalse();

        holds(h -> h.contentLength(2L).eTag(MD5_OF_ABC), 0);
        assertThat(confirmation.arrived(sent(true), CUT)).isFalse();

        holds(h -> h.contentLength(3L).eTag(OTHER_MD5), 0);
        assertThat(confirmation.arrived(sent(true), CUT)).isFalse();
    }

    @Test
    void an_object_of_that_length_and_unknown_hash_has_not_arrived() {
        holds(h -> h.contentLength(3L).eTag("\"x-1\""), 0);
        assertThat(confirmation.arrived(sent(true), CUT)).isFalse();

        holds(h -> h.contentLength(3L).eTag(MD5_OF_ABC).serverSideEncryption(ServerSideEncryption.AWS_KMS), 0);
        assertThat(confirmation.arrived(sent(true), CUT)).isFalse();
    }

    @Test
    void the_same_bytes_from_before_the_put_have_not_arrived_because_their_rights_and_headers_may_differ() {
        holds(h -> h.contentLength(3L).eTag(MD5_OF_ABC), 10);
        assertThat(confirmation.arrived(sent(true), CUT)).isFalse();

        destination.holding(h -> h.contentLength(3L).eTag(MD5_OF_ABC));
        assertThat(confirmation.arrived(sent(true), CUT)).as("age unknown").isFalse();
    }

    @Test
    void the_hash_is_left_to_a_destination_as_long_as_its_etags_are_md5s() {
        assertThat(confirmation.provesBytes()).isFalse();

        confirmation.check(sent(true), '"' + MD5_OF_ABC + '"');
        assertThat(confirmation.provesBytes()).isTrue();

        confirmation.check(sent(true), "\"x-2\"");
        assertThat(confirmation.provesBytes()).isFalse();
    }

    @Test
    void bytes_that_nobody_hashed_count_only_where_the_destination_tells_their_md5() {
        confirmation.check(unhashed(), '"' + MD5_OF_ABC + '"');
        assertThat(destination.heads()).isEmpty();

        assertThatThrownBy(() -> confirmation.check(unhashed(), '"' + OTHER_MD5 + '"'))
                .satisfies(isFor(Reason.CORRUPT));
        assertThat(confirmation.provesBytes()).isFalse();

        holds(h -> h.contentLength(3L).eTag(MD5_OF_ABC), 0);
        confirmation.check(unhashed(), null);

        holds(h -> h.contentLength(3L).eTag("\"x-1\""), 0);
        assertThatThrownBy(() -> confirmation.check(unhashed(), "\"x-1\"")).satisfies(isFor(Reason.TRANSIENT));
    }

    @Test
    void another_etag_of_what_kms_was_to_encrypt_is_no_mismatch_even_where_the_store_does_not_say_that_it_did() {
        ofEncrypted.check(sent(true), '"' + OTHER_MD5 + '"');

        assertThat(destination.heads()).as("it was told the MD5").isEmpty();
        assertThat(ofEncrypted.provesBytes()).isFalse();

        holds(h -> h.contentLength(3L).eTag(OTHER_MD5), 0);
        ofEncrypted.check(sent(false), '"' + OTHER_MD5 + '"');
        ofEncrypted.check(sent(true), null);
        assertThat(destination.heads()).hasSize(2);

        holds(h -> h.contentLength(2L).eTag(OTHER_MD5), 0);
        assertThatThrownBy(() -> ofEncrypted.check(sent(false), '"' + OTHER_MD5 + '"'))
                .satisfies(isFor(Reason.CORRUPT));
    }

    @Test
    void what_kms_was_to_encrypt_is_not_proven_by_an_etag_where_nobody_hashed_it() {
        holds(h -> h.contentLength(3L).eTag(OTHER_MD5), 0);

        assertThatThrownBy(() -> ofEncrypted.check(unhashed(), '"' + OTHER_MD5 + '"'))
                .satisfies(isFor(Reason.TRANSIENT));
        assertThat(ofEncrypted.arrived(sent(true), CUT)).isFalse();
    }

    @Test
    void an_etag_that_is_the_md5_all_the_same_proves_what_it_always_does() {
        ofEncrypted.check(sent(false), '"' + MD5_OF_ABC + '"');

        assertThat(destination.heads()).isEmpty();
        assertThat(ofEncrypted.provesBytes()).isTrue();
    }

    @Test
    void an_upload_in_parts_is_confirmed_by_the_length_as_its_etag_is_no_md5() {
        holds(h -> h.contentLength(3L).eTag("\"x-2\""), 0);
        confirmation.check(sentInParts(2), "\"x-2\"");
        assertThat(destination.heads()).hasSize(1);

        holds(h -> h.contentLength(2L).eTag("\"x-2\""), 0);
        assertThatThrownBy(() -> confirmation.check(sentInParts(2), "\"x-2\"")).satisfies(isFor(Reason.CORRUPT));
    }

    @Test
    void an_upload_in_parts_has_arrived_when_an_object_of_as_many_parts_is_there() {
        holds(h -> h.contentLength(3L).eTag("\"" + OTHER_MD5 + "-2\""), 0);

        assertThat(confirmation.arrived(sentInParts(2), CUT)).isTrue();
        assertThat(confirmation.arrived(sentInParts(3), CUT)).isFalse();

        holds(h -> h.contentLength(3L).eTag("\"" + OTHER_MD5 + "-2\""), 100);
        assertThat(confirmation.arrived(sentInParts(2), CUT)).isFalse();
    }

    @Test
    void a_put_is_repeated_where_the_destination_may_not_be_asked() {
        destination.refusingHead(answer(403));

        assertThat(confirmation.arrived(sent(true), CUT)).isFalse();
    }

    @Test
    void a_destination_that_fails_to_answer_leaves_the_question_open() {
        destination.refusingHead(answer(500));

        assertThatThrownBy(() -> confirmation.arrived(sent(true), CUT)).isInstanceOf(S3Exception.class);
    }

    private static Copy sent(boolean promised) {
        Copy copy = copy(promised);
        Samples.bytesOf(copy.body());
        return copy;
    }

    private static Copy unread() {
        return copy(true);
    }

    private static Copy copy(boolean promised) {
        return copy(promised, 0);
    }

    private static Copy sentInParts(int parts) {
        Copy copy = copy(true, parts);
        Samples.bytesOf(copy.body());
        return copy;
    }

    private static Copy copy(boolean promised, int parts) {
        return copy(promised, parts, true);
    }

    private static Copy unhashed() {
        Copy copy = copy(true, 0, false);
        Samples.bytesOf(copy.body());
        return copy;
    }

    private static Copy copy(boolean promised, int parts, boolean hashed) {
        return new Copy(
                RouteKey.toHeader("accounts/$.png"),
                new SourceBody(
                        Samples.answer("abc", h -> {}), 3, promised ? MD5_OF_ABC : null, hashed, Samples.PATIENCE),
                3,
                null,
                null,
                null,
                null,
                null,
                promised ? ETag.contentMd5(MD5_OF_ABC) : null,
                Map.of(),
                parts,
                System.nanoTime());
    }

    /** An object that was written so many seconds ago. */
    private void holds(Consumer<HeadObjectResponse.Builder> object, long seconds) {
        SdkHttpResponse http = SdkHttpResponse.builder()
                .putHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.ofInstant(NOW, ZoneOffset.UTC)))
                .build();
        destination.holding(h -> {
            h.lastModified(NOW.minus(Duration.ofSeconds(seconds))).sdkHttpResponse(http);
            object.accept(h);
        });
    }

    private static Consumer<Throwable> isFor(Reason reason) {
        return e -> assertThat(e)
                .isInstanceOfSatisfying(
                        TransferException.class, t -> assertThat(t.reason()).isEqualTo(reason));
    }

    private static S3Exception answer(@Nullable Integer status) {
        return (S3Exception)
                S3Exception.builder().statusCode(status).message("told so").build();
    }
}
