package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.mastodon.KeyPrefix;
import org.mediaferry.config.DestinationAcl;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.EncryptionKind;
import org.mediaferry.config.Privacy;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** When a copy counts that a store makes by itself: all that it can answer. What real stores do stands in OneStoreIT. */
class StoreCopiesTest {

    private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";
    private static final MediaObject AVATAR = Samples.avatar("old/a.png");

    private final AskedS3 source = new AskedS3();
    private final AskedS3 destination = new AskedS3();
    private final StoreCopies copies = copies(Encryption.NONE);
    private final StoreCopies encrypting = copies(new Encryption(EncryptionKind.AWS_KMS, "alias/media"));

    private StoreCopies copies(Encryption encryption) {
        return new StoreCopies(
                new CopyRules(
                        "new",
                        new KeyPrefix("old"),
                        new KeyPrefix("fresh"),
                        DestinationAcl.AUTO,
                        Privacy.BY_ACL,
                        encryption,
                        null),
                "STANDARD_IA",
                Samples.TRANSFER,
                "media",
                source,
                destination);
    }

    @Test
    void says_all_that_a_put_would_say_and_holds_the_store_to_what_was_looked_at() {
        source.holding(h -> h.contentLength(3L).eTag(MD5_OF_ABC).contentType("image/png"));
        answersCopyWith(MD5_OF_ABC);

        assertThat(copies.copy(AVATAR, true)).isEqualTo(new Outcome.Copied(AVATAR, 3, true));

        assertThat(destination.copies()).singleElement().satisfies(copy -> {
            assertThat(copy.sourceBucket()).isEqualTo("media");
            assertThat(copy.sourceKey()).isEqualTo("old/a.png");
            assertThat(copy.copySourceIfMatch()).isEqualTo(MD5_OF_ABC);
            assertThat(copy.destinationBucket()).isEqualTo("new");
            assertThat(copy.destinationKey()).isEqualTo("fresh/a.png");
            assertThat(copy.acl()).isEqualTo(ObjectCannedACL.PUBLIC_READ);
            assertThat(copy.storageClassAsString()).isEqualTo("STANDARD_IA");
            assertThat(copy.serverSideEncryptionAsString()).isNull();
            assertThat(copy.ssekmsKeyId()).isNull();
            assertThat(copy.contentType()).isEqualTo("image/png");
        });
        assertThat(destination.heads()).isEmpty();
    }

    @Test
    void an_acl_that_the_sdk_does_not_know_is_asked_for_as_it_is() {
        source.holding(h -> h.contentLength(3L).eTag(MD5_OF_ABC));
        answersCopyWith(MD5_OF_ABC);

        copies.copy(withAcl("of-another-store"), false);

        assertThat(destination.copies())
                .singleElement()
                .satisfies(copy -> assertThat(copy.aclAsString()).isEqualTo("of-another-store"));
    }

    @Test
    void an_etag_of_other_bytes_is_corrupt() {
        source.holding(h -> h.contentLength(3L).eTag(MD5_OF_ABC));
        answersCopyWith("d41d8cd98f00b204e9800998ecf8427e");

        assertRefused(Reason.CORRUPT);
    }

    @Test
    void where_either_etag_is_no_md5_the_length_is_asked_for() {
        source.holding(h -> h.contentLength(3L).eTag("x-2"));
        answersCopyWith(MD5_OF_ABC);
        destination.holding(h -> h.contentLength(3L));
        assertThat(copies.copy(AVATAR, false)).isNotNull();

        source.holding(encrypted(MD5_OF_ABC));
        assertThat(copies.copy(AVATAR, false)).isNotNull();
        assertThat(destination.heads()).hasSize(2);

        destination.holding(h -> h.contentLength(2L));
        assertRefused(Reason.CORRUPT);
    }

    @Test
    void a_copy_that_kms_is_to_encrypt_asks_for_it_and_counts_by_its_length_where_its_etag_differs() {
        source.holding(h -> h.contentLength(3L).eTag(MD5_OF_ABC));
        answersCopyWith("d41d8cd98f00b204e9800998ecf8427e");
        destination.holding(h -> h.contentLength(3L).eTag("d41d8cd98f00b204e9800998ecf8427e"));

        assertThat(encrypting.copy(AVATAR, false)).isEqualTo(new Outcome.Copied(AVATAR, 3, false));

        assertThat(destination.copies()).singleElement().satisfies(copy -> {
            assertThat(copy.serverSideEncryptionAsString()).isEqualTo("aws:kms");
            assertThat(copy.ssekmsKeyId()).isEqualTo("alias/media");
        });
        assertThat(destination.heads()).hasSize(1);

        destination.holding(h -> h.contentLength(2L));
        assertThatThrownBy(() -> encrypting.copy(AVATAR, false))
                .isInstanceOfSatisfying(
                        TransferException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
    }

    @Test
    void an_answer_that_proves_nothing_is_a_failure_where_nothing_is_there() {
        source.holding(h -> h.contentLength(3L).eTag(MD5_OF_ABC));

        assertRefused(Reason.TRANSIENT);
    }

    @Test
    void an_object_whose_length_is_not_told_is_got() {
        source.holding(h -> h.eTag(MD5_OF_ABC));

        assertThat(copies.copy(AVATAR, false)).isNull();
        assertThat(destination.copies()).isEmpty();
    }

    private static MediaObject withAcl(String acl) {
        return new MediaObject("accounts", 1, "avatar", "original", "old/a.png", acl, true, 3L, false);
    }

    private static Consumer<HeadObjectResponse.Builder> encrypted(String eTag) {
        return h -> h.contentLength(3L).eTag(eTag).serverSideEncryption(ServerSideEncryption.AWS_KMS);
    }

    private void answersCopyWith(String eTag) {
        destination.answeringCopyWith(
                CopyObjectResponse.builder().copyObjectResult(r -> r.eTag(eTag)).build());
    }

    private void assertRefused(Reason reason) {
        assertThatThrownBy(() -> copies.copy(AVATAR, false))
                .isInstanceOfSatisfying(
                        TransferException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
