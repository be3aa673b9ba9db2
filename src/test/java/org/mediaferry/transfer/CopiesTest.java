package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.mastodon.KeyPrefix;
import org.mediaferry.config.DestinationAcl;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.Privacy;
import org.mediaferry.outcome.Reason;
import org.mediaferry.transfer.Samples.CountingConnection;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class CopiesTest {

    private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";
    private static final MediaObject AVATAR = Samples.avatar("accounts/a.png");

    private final AskedS3 destination = new AskedS3();
    private final Copies copies = copies("public, max-age=1");

    @Test
    void takes_over_the_headers_of_the_source() {
        Copy copy = prepare(
                copies,
                AVATAR,
                Samples.answer(
                        "abc",
                        h -> h.contentType("image/png")
                                .contentEncoding("gzip")
                                .contentDisposition("inline")
                                .cacheControl("no-store")
                                .metadata(Map.of("origin", "phone"))));

        assertThat(copy.key()).isEqualTo("accounts/a.png");
        assertThat(copy.length()).isEqualTo(3);
        assertThat(copy.contentType()).isEqualTo("image/png");
        assertThat(copy.contentEncoding()).isEqualTo("gzip");
        assertThat(copy.contentDisposition()).isEqualTo("inline");
        assertThat(copy.cacheControl()).isEqualTo("no-store");
        assertThat(copy.metadata()).isEqualTo(Map.of("origin", "phone"));
    }

    @Test
    void carries_the_language_in_the_metadata() {
        Copy copy = prepare(
                copies,
                AVATAR,
                Samples.answer("abc", h -> h.contentLanguage("pt-BR").metadata(Map.of("origin", "phone"))));

        assertThat(copy.metadata()).isEqualTo(Map.of("origin", "phone", RouteClient.CONTENT_LANGUAGE, "pt-BR"));
    }

    @Test
    void gives_mastodons_cache_control_where_the_source_has_none() {
        assertThat(prepare(copies, AVATAR, Samples.answer("abc", h -> {})).cacheControl())
                .isEqualTo("public, max-age=1");
        assertThat(prepare(copies(null), AVATAR, Samples.answer("abc", h -> {})).cacheControl())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "private, PRIVATE",
        "public-read, PUBLIC_READ",
        "public-read-write, PUBLIC_READ_WRITE",
        "authenticated-read, AUTHENTICATED_READ",
        "aws-exec-read, AWS_EXEC_READ",
        "bucket-owner-read, BUCKET_OWNER_READ",
        "bucket-owner-full-control, BUCKET_OWNER_FULL_CONTROL"
    })
    void names_the_acl_as_the_component_wants_it(String acl, String constant) {
        assertThat(prepare(copies, Samples.withAcl(acl), Samples.answer("abc", h -> {}))
                        .acl())
                .isEqualTo(constant);
    }

    @Test
    void an_acl_that_the_component_has_no_word_for_is_not_asked_for_as_null() {
        assertThatThrownBy(() -> prepare(copies, Samples.withAcl("open-to-all"), Samples.answer("abc", h -> {})))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("no ACL is named \"open-to-all\"");
    }

    @Test
    void promises_the_md5_of_the_sources_etag_to_the_destination() {
        Copy copy = prepare(copies, AVATAR, Samples.answer("abc", h -> h.eTag('"' + MD5_OF_ABC + '"')));

        assertThat(copy.contentMd5()).isEqualTo("kAFQmDzST7DWlj99KOF/cg==");
    }

    @Test
    void promises_nothing_by_an_etag_that_is_no_hash() {
        assertThat(prepare(copies, AVATAR, Samples.answer("abc", h -> h.eTag('"' + MD5_OF_ABC + "-2\"")))
                        .contentMd5())
                .isNull();
        assertThat(prepare(
                                copies,
                                AVATAR,
                                Samples.answer(
                                        "abc",
                                        h -> h.eTag(MD5_OF_ABC).serverSideEncryption(ServerSideEncryption.AWS_KMS)))
                        .contentMd5())
                .isNull();
    }

    @Test
    void settles_nothing_before_the_first_try() {
        assertThat(copies.settle(AVATAR, null, null, null)).isNull();
        assertThat(destination.heads()).isEmpty();
    }

    @Test
    void refuses_an_empty_object_whose_etag_is_that_of_others_before_it_is_put() {
        var answer = Samples.answer("", h -> h.eTag(MD5_OF_ABC));

        assertThatThrownBy(() -> prepare(copies, AVATAR, answer))
                .isInstanceOfSatisfying(
                        TransferException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
    }

    @Test
    void cuts_what_one_put_shall_not_carry() {
        long above = Samples.TRANSFER.multipartAbove();

        assertThat(prepare(copies, AVATAR, Samples.answer("", h -> h.contentLength(above)))
                        .parts())
                .isZero();
        assertThat(prepare(copies, AVATAR, Samples.answer("", h -> h.contentLength(2 * above + 1)))
                        .parts())
                .isEqualTo(3);
    }

    @Test
    void refuses_what_no_upload_can_carry() {
        var largest = Samples.answer("", h -> h.contentLength(10_000 * Parts.LARGEST));
        var larger = Samples.answer("", h -> h.contentLength(10_000 * Parts.LARGEST + 1));

        assertThat(prepare(copies, AVATAR, largest).parts()).isEqualTo(10_000);
        assertThatThrownBy(() -> prepare(copies, AVATAR, larger))
                .isInstanceOfSatisfying(
                        TransferException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void refuses_an_object_of_unknown_length() {
        var answer = Samples.answer("abc", h -> h.contentLength(null));

        assertThatThrownBy(() -> prepare(copies, AVATAR, answer)).hasMessageContaining("length");
    }

    @Test
    void refuses_a_part_of_an_object() {
        var answer = Samples.answer("abc", h -> h.contentRange("bytes 0-2/2000").eTag("\"x-3\""));

        assertMayPass(answer, "a part that nobody asked for: bytes 0-2/2000");
    }

    @Test
    void refuses_a_page_to_log_in_at() {
        assertMayPass(Samples.answer("<html>", h -> h.contentType("text/html; charset=utf-8")), "page in HTML");
        assertThat(prepare(
                                copies,
                                AVATAR,
                                Samples.answer(
                                        "<html>",
                                        h -> h.contentType("text/html").eTag("\"x-3\"")))
                        .contentType())
                .as("an object, as it has an ETag")
                .isEqualTo("text/html");
    }

    private void assertMayPass(ResponseInputStream<GetObjectResponse> answer, String message) {
        assertThatThrownBy(() -> prepare(copies, AVATAR, answer))
                .isInstanceOfSatisfying(
                        TransferException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TRANSIENT))
                .hasMessageContaining(message);
    }

    @Test
    void counts_the_bytes_of_a_key_and_not_its_characters() {
        assertThat(copies.keyToGet(Samples.avatar("a".repeat(1024)))).hasSize(1024);
        assertThat(copies.keyToGet(Samples.avatar("\u00fc".repeat(512)))).hasSize(512);
        for (String key : new String[] {"", "a".repeat(1025), "\u00fc".repeat(513)}) {
            assertThatThrownBy(() -> copies.keyToGet(Samples.avatar(key)))
                    .isInstanceOfSatisfying(
                            TransferException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_KEY));
        }
    }

    @Test
    void lets_go_of_an_answer_that_was_never_prepared() throws IOException {
        CountingConnection connection = new CountingConnection(new byte[3]);

        copies.release(Samples.answer(connection, h -> {}), null);

        assertThat(connection.aborted()).isEqualTo(1);
    }

    @Test
    void gives_the_connection_back_after_a_copy_that_went_well() throws IOException {
        CountingConnection connection = new CountingConnection(new byte[3]);
        var answer = Samples.answer(connection, h -> {});
        Copy copy = prepare(copies, AVATAR, answer);
        Samples.bytesOf(copy.body());

        copies.release(answer, copy);

        assertThat(connection.aborted()).isZero();
        assertThat(connection.closed()).isPositive();
    }

    @Test
    void leaves_the_hash_to_a_destination_that_tells_it_but_not_in_a_second_try() {
        assertThat(promised(false).body().isHashed()).isTrue();

        Copy first = promised(false);
        Samples.bytesOf(first.body());
        copies.confirm(AVATAR, first, '"' + MD5_OF_ABC + '"', false);

        assertThat(promised(false).body().isHashed()).isFalse();
        assertThat(promised(true).body().isHashed()).isTrue();
        assertThat(prepare(copies, AVATAR, Samples.answer("abc", h -> {}))
                        .body()
                        .isHashed())
                .as("nothing promised")
                .isTrue();
    }

    private Copy promised(boolean again) {
        return copies.prepare(AVATAR, Samples.answer("abc", h -> h.eTag(MD5_OF_ABC)), again);
    }

    private static Copy prepare(Copies copies, MediaObject object, ResponseInputStream<GetObjectResponse> answer) {
        return copies.prepare(object, answer, false);
    }

    private Copies copies(String cacheControl) {
        return new Copies(
                new CopyRules(
                        "media",
                        new KeyPrefix(""),
                        new KeyPrefix(""),
                        DestinationAcl.AUTO,
                        Privacy.BY_ACL,
                        Encryption.NONE,
                        cacheControl),
                Samples.TRANSFER,
                destination,
                begun -> {});
    }
}
