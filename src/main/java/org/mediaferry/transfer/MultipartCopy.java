package org.mediaferry.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/** Has a store copy an object in parts that it would not copy whole. After a failure, the parts are aborted. */
final class MultipartCopy {

    private final S3Client client;
    private final Uploads uploads;
    private final Patience patience;
    private final PutObjectRequest put;
    private final Parts parts;

    /** @param put what a put of the copy would say */
    MultipartCopy(S3Client client, Uploads uploads, Patience patience, PutObjectRequest put, Parts parts) {
        this.client = client;
        this.uploads = uploads;
        this.patience = patience;
        this.put = put;
        this.parts = parts;
    }

    /** @param source says what is copied, and what must be true of it */
    void of(Consumer<UploadPartCopyRequest.Builder> source) {
        uploads.upload(put, id -> {
            List<CompletedPart> copied = new ArrayList<>();
            for (int number = 1; number <= parts.count(); number++) {
                copied.add(copyPart(id, number, source));
            }
            return client.completeMultipartUpload(b -> b.bucket(put.bucket())
                    .key(put.key())
                    .uploadId(id)
                    .multipartUpload(upload -> upload.parts(copied))
                    .overrideConfiguration(o -> o.apiCallAttemptTimeout(patience.forPut(parts.size()))));
        });
    }

    private CompletedPart copyPart(String id, int number, Consumer<UploadPartCopyRequest.Builder> source) {
        long first = (number - 1) * parts.size();
        long length = parts.lengthOf(number);
        UploadPartCopyResponse answer = client.uploadPartCopy(b -> b.applyMutation(source)
                .copySourceRange("bytes=" + first + "-" + (first + length - 1))
                .destinationBucket(put.bucket())
                .destinationKey(put.key())
                .uploadId(id)
                .partNumber(number)
                .overrideConfiguration(o -> o.apiCallAttemptTimeout(patience.forPut(length))));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.copyPartResult().eTag())
                .build();
    }
}
