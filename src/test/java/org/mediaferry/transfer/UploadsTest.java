package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What the begin of an upload in parts says. What becomes of uploads stands in MultipartIT. */
class UploadsTest {

    private final AskedS3 store = new AskedS3();
    private final Uploads uploads = new Uploads(store);

    @Test
    void what_the_sdk_has_no_constant_for_is_said_as_it_was_set() {
        CreateMultipartUploadRequest begin = beginOf(PutObjectRequest.builder()
                .storageClass("COLD")
                .acl("of-another-store")
                .serverSideEncryption("of-another-store"));

        assertThat(begin.storageClassAsString()).isEqualTo("COLD");
        assertThat(begin.aclAsString()).isEqualTo("of-another-store");
        assertThat(begin.serverSideEncryptionAsString()).isEqualTo("of-another-store");
    }

    @Test
    void what_a_put_does_not_say_the_begin_does_not_say_either() {
        CreateMultipartUploadRequest begin = beginOf(PutObjectRequest.builder());

        assertThat(begin)
                .isEqualTo(CreateMultipartUploadRequest.builder()
                        .bucket("media")
                        .key("a.gz")
                        .metadata(Map.of())
                        .build());
    }

    private CreateMultipartUploadRequest beginOf(PutObjectRequest.Builder put) {
        String id = uploads.upload(
                put.bucket("media").key("a.gz").metadata(Map.of()).build(), upload -> upload);

        assertThat(id).isEqualTo("upload");
        assertThat(store.begins()).hasSize(1);
        return store.begins().get(0);
    }
}
