package org.mediaferry.transfer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.mediaferry.outcome.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Begins and ends uploads in parts. What a killed run has left of the same key is aborted first, because a store keeps
 * its parts, unseen, until somebody does.
 */
final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final S3Client client;
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private volatile boolean warned;

    Uploads(S3Client client) {
        this.client = client;
    }

    /**
     * The begin of an upload: all that a put says of an object, but for its bytes. As texts, since of a constant that the
     * SDK does not know, such as a store's own storage class, it would say {@code null}.
     */
    private static CreateMultipartUploadRequest beginning(PutObjectRequest request) {
        return CreateMultipartUploadRequest.builder()
                .bucket(request.bucket())
                .key(request.key())
                .acl(request.aclAsString())
                .bucketKeyEnabled(request.bucketKeyEnabled())
                .cacheControl(request.cacheControl())
                .contentDisposition(request.contentDisposition())
                .contentEncoding(request.contentEncoding())
                .contentLanguage(request.contentLanguage())
                .contentType(request.contentType())
                .expires(request.expires())
                .metadata(request.metadata())
                .serverSideEncryption(request.serverSideEncryptionAsString())
                .sseCustomerAlgorithm(request.sseCustomerAlgorithm())
                .sseCustomerKey(request.sseCustomerKey())
                .sseCustomerKeyMD5(request.sseCustomerKeyMD5())
                .ssekmsKeyId(request.ssekmsKeyId())
                .storageClass(request.storageClassAsString())
                .tagging(request.tagging())
                .build();
    }

    /**
     * Uploads in parts, and aborts what was begun after a failure.
     *
     * @param put what a put of the object would say
     * @param parts given the upload's id, sends all parts and ends the upload
     * @return what it gives
     */
    <T> T upload(PutObjectRequest put, Function<String, T> parts) {
        String id = begin(beginning(put));
        try {
            return parts.apply(id);
        } catch (RuntimeException | Error e) {
            abort(put.bucket(), put.key(), id, e);
            throw e;
        } finally {
            live.remove(id);
        }
    }

    private synchronized String begin(CreateMultipartUploadRequest request) {
        abortOrphans(request.bucket(), request.key());
        String id = client.createMultipartUpload(request).uploadId();
        if (id == null) {
            throw new TransferException(Reason.TRANSIENT, "the destination began an upload in parts without naming it");
        }
        live.add(id);
        return id;
    }

    /** Aborts an upload because of a failure, even in a thread that is interrupted; what goes wrong is added to it. */
    private void abort(String bucket, String key, String id, Throwable why) {
        boolean interrupted = Thread.interrupted();
        try {
            client.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(id));
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void abortOrphans(String bucket, String key) {
        try {
            String after = null;
            String before;
            ListMultipartUploadsResponse page;
            do {
                before = after;
                page = list(bucket, key, after);
                page.uploads().stream()
                        .filter(upload -> upload.key().equals(key) && !live.contains(upload.uploadId()))
                        .forEach(upload -> abortOrphan(bucket, upload));
                after = page.nextUploadIdMarker();
            } while (Boolean.TRUE.equals(page.isTruncated())
                    && after != null
                    && !after.equals(before)
                    && key.equals(page.nextKeyMarker()));
        } catch (S3Exception e) {
            warn(bucket, e);
        }
    }

    /** The uploads of a key stand before those of longer keys. */
    private ListMultipartUploadsResponse list(String bucket, String key, String after) {
        return client.listMultipartUploads(b -> b.bucket(bucket)
                .prefix(key)
                .keyMarker(after == null ? null : key)
                .uploadIdMarker(after)
                .encodingType(EncodingType.URL));
    }

    private void abortOrphan(String bucket, MultipartUpload orphan) {
        LOG.info(
                "bucket \"{}\" - aborting an upload in parts that was begun {} and never ended",
                bucket,
                orphan.initiated());
        client.abortMultipartUpload(b -> b.bucket(bucket).key(orphan.key()).uploadId(orphan.uploadId()));
    }

    private void warn(String bucket, S3Exception e) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "bucket \"{}\" - cannot look for parts that an earlier run left behind, which cost room: {}. Allow this"
                            + " access key s3:ListBucketMultipartUploads and s3:AbortMultipartUpload, or let the"
                            + " bucket expire such parts",
                    bucket,
                    e.getMessage());
        }
    }
}
