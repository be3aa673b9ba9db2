package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** What the ETags of parts prove. What real stores do stands in MultipartIT. */
class MultipartPutTest {

    private static final String OTHER_MD5 = "d41d8cd98f00b204e9800998ecf8427e";

    private final AskedS3 store = new AskedS3()
            .answeringPartsWith(
                    UploadPartResponse.builder().eTag(OTHER_MD5).build(),
                    CompleteMultipartUploadResponse.builder()
                            .eTag(OTHER_MD5 + "-1")
                            .build());

    @Test
    void the_etag_of_another_part_is_corrupt() {
        assertThatThrownBy(() -> put(null))
                .isInstanceOfSatisfying(
                        TransferException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
        assertThatThrownBy(() -> put("AES256")).isInstanceOf(TransferException.class);
    }

    @Test
    void the_etag_of_what_kms_was_to_encrypt_is_no_mismatch_even_where_the_store_does_not_say_that_it_did() {
        assertThat(put("aws:kms").eTag()).isEqualTo(OTHER_MD5 + "-1");

        assertThat(store.begins())
                .singleElement()
                .satisfies(begin ->
                        assertThat(begin.serverSideEncryptionAsString()).isEqualTo("aws:kms"));
    }

    private PutObjectResponse put(String encryption) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket("media")
                .key("a.gz")
                .serverSideEncryption(encryption)
                .build();
        return new MultipartPut(store, new Uploads(store), Samples.PATIENCE, request, new Parts(3, 3))
                .send(RequestBody.fromString("abc"));
    }
}
