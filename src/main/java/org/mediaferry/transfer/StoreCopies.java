package org.mediaferry.transfer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.config.Transfer;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Has a store copy objects by itself, where source and destination are one: two requests an object, and no byte passes
 * through here. The copy has the headers, metadata and access rights that a put would give it. What the store does not
 * copy is left to a get and a put, which also tell what is wrong.
 */
public final class StoreCopies {

    private static final Failures FAILURES = new Failures();
    private static final Logger LOG = LoggerFactory.getLogger(StoreCopies.class);
    /** A store that refused so many, and copied none, is not asked for more. */
    private static final int MOST_REFUSALS = 5;

    private final CopyRules rules;
    private final @Nullable String storageClass;
    private final String sourceBucket;
    private final S3Client source;
    private final S3Client destination;
    private final Patience patience;
    private final long multipartAbove;
    private final int mostParts;
    private final Uploads uploads;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean works;

    /**
     * @param storageClass of the copies, null for the bucket's default
     * @param source asked what an object is, as the bucket of this name has it
     * @param destination another client of the same store
     */
    public StoreCopies(
            CopyRules rules,
            @Nullable String storageClass,
            Transfer transfer,
            String sourceBucket,
            S3Client source,
            S3Client destination) {
        this.rules = rules;
        this.storageClass = storageClass;
        this.sourceBucket = sourceBucket;
        this.source = source;
        this.destination = destination;
        this.patience = Patience.of(transfer);
        this.multipartAbove = transfer.multipartAbove();
        this.mostParts = transfer.mostParts();
        this.uploads = new Uploads(destination);
    }

    /** Whether the store is worth asking: it has copied something, or not refused much yet. */
    public boolean isWorthAsking() {
        return works || refusals.get() < MOST_REFUSALS;
    }

    /**
     * Copies one object.
     *
     * @param replaces whether an object of another size is there
     * @return null when it has to be got and put
     * @throws RuntimeException when another try may end otherwise, or the copy is not what the source has
     */
    public @Nullable Outcome copy(MediaObject object, boolean replaces) {
        rules.refuseLeftOut(object);
        try {
            HeadObjectResponse found =
                    source.headObject(b -> b.bucket(sourceBucket).key(object.key()));
            if (found.contentLength() == null) {
                return null;
            }
            copy(object.key(), found, asPut(object, found));
            works = true;
            return new Outcome.Copied(object, found.contentLength(), replaces);
        } catch (S3Exception e) {
            if (e.statusCode() == 200) {
                throw new TransferException(
                        Reason.TRANSIENT, "the store answered a copy with 200 and " + e.getMessage());
            }
            if (!isRefusal(e)) {
                throw e;
            }
            noteRefusal(e);
            return null;
        }
    }

    private void copy(String sourceKey, HeadObjectResponse found, PutObjectRequest put) {
        // A store may call the begin of an upload in parts the time of the object
        long begun = System.nanoTime();
        if (found.contentLength() > multipartAbove) {
            Parts parts = Parts.of(found.contentLength(), multipartAbove, mostParts);
            new MultipartCopy(destination, uploads, patience, put, parts)
                    .of(b -> b.sourceBucket(sourceBucket).sourceKey(sourceKey).copySourceIfMatch(found.eTag()));
            checkByHead(found, put, begun);
        } else {
            copyWhole(sourceKey, found, put, begun);
        }
    }

    private void copyWhole(String sourceKey, HeadObjectResponse found, PutObjectRequest put, long begun) {
        CopyObjectResponse answer = destination.copyObject(CopyObjectRequest.builder()
                .sourceBucket(sourceBucket)
                .sourceKey(sourceKey)
                .copySourceIfMatch(found.eTag())
                .destinationBucket(put.bucket())
                .destinationKey(put.key())
                .metadataDirective(MetadataDirective.REPLACE)
                .acl(put.aclAsString())
                .cacheControl(put.cacheControl())
                .contentDisposition(put.contentDisposition())
                .contentEncoding(put.contentEncoding())
                .contentLanguage(put.contentLanguage())
                .contentType(put.contentType())
                .metadata(put.metadata())
                .storageClass(put.storageClassAsString())
                .serverSideEncryption(put.serverSideEncryptionAsString())
                .ssekmsKeyId(put.ssekmsKeyId())
                .overrideConfiguration(o -> o.apiCallAttemptTimeout(patience.forPut(found.contentLength())))
                .build());
        Optional<String> md5 = ETag.isHashOfBytes(found.serverSideEncryption(), found.sseCustomerAlgorithm())
                ? ETag.md5(found.eTag())
                : Optional.empty();
        Optional<String> copied = md5OfCopy(answer);
        if (md5.isEmpty()
                || copied.isEmpty()
                || !md5.equals(copied) && rules.encryption().hidesMd5()) {
            checkByHead(found, put, begun);
        } else if (!md5.equals(copied)) {
            throw new TransferException(
                    Reason.CORRUPT,
                    "the source has bytes of MD5 " + md5.get() + ", the store made a copy of " + copied.get());
        }
    }

    private static Optional<String> md5OfCopy(CopyObjectResponse answer) {
        boolean hash = ETag.isHashOfBytes(answer.serverSideEncryption(), answer.sseCustomerAlgorithm());
        return hash && answer.copyObjectResult() != null
                ? ETag.md5(answer.copyObjectResult().eTag())
                : Optional.empty();
    }

    private void checkByHead(HeadObjectResponse found, PutObjectRequest put, long begunNanos) {
        Duration since = Duration.ofNanos(System.nanoTime() - begunNanos);
        Arrival there = Arrival.look(destination, put.bucket(), put.key())
                .filter(copy -> !copy.isOlderThan(since))
                .orElseThrow(() -> new TransferException(
                        Reason.TRANSIENT, "the store answered that it made the copy, and did not"));
        if (there.length() != found.contentLength()) {
            throw new TransferException(
                    Reason.CORRUPT,
                    "the source has " + found.contentLength() + " bytes, the store made a copy of " + there.length());
        }
    }

    /** All that a put would say of the object, but for its bytes. */
    private PutObjectRequest asPut(MediaObject object, HeadObjectResponse found) {
        return PutObjectRequest.builder()
                .bucket(rules.destinationBucket())
                .key(rules.destinationKey(object.key()))
                .acl(rules.aclFor(object.acl()).orElse(null))
                .cacheControl(found.cacheControl() == null ? rules.cacheControl() : found.cacheControl())
                .contentDisposition(found.contentDisposition())
                .contentEncoding(found.contentEncoding())
                .contentLanguage(found.contentLanguage())
                .contentType(found.contentType())
                .metadata(found.metadata())
                .storageClass(storageClass)
                .serverSideEncryption(rules.encryption().header())
                .ssekmsKeyId(rules.encryption().kmsKeyId())
                .build();
    }

    /** Whether the store does not do it, for this object or for any. */
    private static boolean isRefusal(S3Exception e) {
        int status = e.statusCode();
        return status == 501 || status < 500 && FAILURES.reason(e) != Reason.TRANSIENT;
    }

    private void noteRefusal(S3Exception e) {
        boolean ofTheObject = e.statusCode() == 404 || e.statusCode() == 412;
        if (!ofTheObject && !works && refusals.incrementAndGet() == MOST_REFUSALS) {
            LOG.warn(
                    "copies - source and destination are one store, which does not copy from bucket to bucket: {}. Objects are"
                            + " got and put instead; transfer.server-side-copy=off does so from the beginning",
                    e.getMessage());
        }
    }
}
