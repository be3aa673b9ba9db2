package org.mediaferry.transfer;

import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mediaferry.lean.NativeCrypto;
import org.mediaferry.outcome.Reason;
import org.mediaferry.pace.StoreInTrouble;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Puts one object in parts, one after the other from one stream, without holding any of them. Each part's ETag must be
 * the MD5 of what was sent, wherever it is an MD5 at all, which it need not be where KMS was asked to encrypt. The object
 * appears only at the end; after a failure, its parts are aborted.
 */
final class MultipartPut {

    private final S3Client client;
    private final Uploads uploads;
    private final Patience patience;
    private final PutObjectRequest request;
    private final Parts parts;
    private final MessageDigest md5OfMd5s = NativeCrypto.md5();

    MultipartPut(S3Client client, Uploads uploads, Patience patience, PutObjectRequest request, Parts parts) {
        this.client = client;
        this.uploads = uploads;
        this.patience = patience;
        this.request = request;
        this.parts = parts;
    }

    /** @return the answer as that of a put; its ETag is of the whole upload */
    PutObjectResponse send(RequestBody body) {
        String eTag = uploads.upload(
                request,
                id -> complete(id, sendParts(id, body.contentStreamProvider().newStream())));
        return PutObjectResponse.builder().eTag(eTag).build();
    }

    private List<CompletedPart> sendParts(String id, InputStream bytes) {
        List<CompletedPart> sent = new ArrayList<>();
        for (int number = 1; number <= parts.count(); number++) {
            String eTag = sendPart(id, number, new PartBody(bytes, parts.lengthOf(number)));
            sent.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
        }
        return sent;
    }

    private String sendPart(String id, int number, PartBody bytes) {
        long length = parts.lengthOf(number);
        UploadPartResponse answer = client.uploadPart(
                b -> b.bucket(request.bucket())
                        .key(request.key())
                        .uploadId(id)
                        .partNumber(number)
                        .contentLength(length)
                        .sseCustomerAlgorithm(request.sseCustomerAlgorithm())
                        .sseCustomerKey(request.sseCustomerKey())
                        .sseCustomerKeyMD5(request.sseCustomerKeyMD5())
                        .overrideConfiguration(within(patience.forPut(length))),
                RequestBody.fromInputStream(bytes, length));
        byte[] md5 = bytes.md5();
        md5OfMd5s.update(md5);
        return confirmed(number, HexFormat.of().formatHex(md5), answer);
    }

    /** @return the part's ETag */
    private String confirmed(int number, String md5, UploadPartResponse answer) {
        if (answer.eTag() == null) {
            throw new TransferException(
                    Reason.TRANSIENT, "the destination answered part " + number + " with 200 and no ETag");
        }
        if (asksForHashes() && ETag.isHashOfBytes(answer.serverSideEncryption(), answer.sseCustomerAlgorithm())) {
            compare("part " + number, md5, ETag.md5(answer.eTag()));
        }
        return answer.eTag();
    }

    /** Not every store says in its answers how it encrypts. */
    private boolean asksForHashes() {
        return ETag.isHashOfBytes(request.serverSideEncryption(), request.sseCustomerAlgorithm());
    }

    /** @return the ETag of the whole */
    private String complete(String id, List<CompletedPart> sent) {
        String expected = HexFormat.of().formatHex(md5OfMd5s.digest()) + "-" + sent.size();
        CompleteMultipartUploadResponse answer;
        try {
            answer = client.completeMultipartUpload(b -> b.bucket(request.bucket())
                    .key(request.key())
                    .uploadId(id)
                    .multipartUpload(upload -> upload.parts(sent))
                    .overrideConfiguration(within(patience.forPut(parts.size()))));
        } catch (SdkException | StoreInTrouble e) {
            return settled(expected, e);
        }
        if (answer.eTag() == null) {
            return settled(expected, null);
        }
        if (asksForHashes() && ETag.isHashOfBytes(answer.serverSideEncryption(), null)) {
            compare("the whole", expected, ETag.ofParts(answer.eTag()));
        }
        return answer.eTag();
    }

    /** After an end of which nobody knows whether it took place: the object is there with the very ETag, or it is a failure. */
    private String settled(String expected, @Nullable RuntimeException failure) {
        Optional<String> there = Arrival.look(client, request.bucket(), request.key())
                .filter(found -> found.length() == parts.length())
                .flatMap(found -> ETag.ofParts(found.eTag()))
                .filter(expected::equals);
        if (there.isPresent()) {
            return there.get();
        }
        if (failure == null || failure instanceof S3Exception e && e.statusCode() == 200) {
            throw new TransferException(
                    Reason.TRANSIENT,
                    "the destination answered the end of the upload with 200 and "
                            + (failure == null ? "no ETag" : failure.getMessage()) + ", and did not store the object");
        }
        throw failure;
    }

    private static void compare(String what, String sent, Optional<String> stored) {
        if (stored.isPresent() && !stored.get().equals(sent)) {
            throw new TransferException(
                    Reason.CORRUPT,
                    "of " + what + ", bytes of MD5 " + sent + " were sent, the destination stored bytes of "
                            + stored.get());
        }
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration limit) {
        return o -> o.apiCallAttemptTimeout(limit);
    }
}
