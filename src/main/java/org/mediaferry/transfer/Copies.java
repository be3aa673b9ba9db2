package org.mediaferry.transfer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/** Says what a right copy is: its key, its headers, its access rights, and when it counts as done. */
public final class Copies {

    /** What one put may carry, in bytes. */
    static final long LARGEST_PUT = 5L * 1024 * 1024 * 1024;
    /** The longest key that S3 takes, in bytes of UTF-8. */
    static final int LONGEST_KEY = 1024;

    private final CopyRules rules;
    private final S3Client destination;

    /**
     * @param rules what the configuration says of copies
     * @param destination asked for the length where a put's answer confirms nothing
     */
    public Copies(CopyRules rules, S3Client destination) {
        this.rules = rules;
        this.destination = destination;
    }

    /**
     * The key to get, as it stands in a Camel header.
     *
     * @throws RuntimeException when no store can hold such a key
     */
    public String keyToGet(MediaObject object) {
        int bytes = object.key().getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > LONGEST_KEY) {
            throw new TransferException(
                    Reason.INVALID_KEY, "a key has 1 to " + LONGEST_KEY + " bytes in UTF-8, this one has " + bytes);
        }
        return RouteKey.toHeader(object.key());
    }

    /**
     * What to put, from what the source answered.
     *
     * @throws RuntimeException when the object is larger than one put may carry, or the source does not tell its length
     */
    public Copy prepare(MediaObject object, ResponseInputStream<GetObjectResponse> answer) {
        GetObjectResponse source = answer.response();
        long length = lengthOf(source);
        Optional<String> md5 = ETag.isHashOfBytes(source.serverSideEncryption(), source.sseCustomerAlgorithm())
                ? ETag.md5(source.eTag())
                : Optional.empty();
        return new Copy(
                RouteKey.toHeader(rules.destinationKey(object.key())),
                new SourceBody(answer, length, md5.isEmpty()),
                length,
                rules.aclFor(object.acl()).map(Copies::constantOf).orElse(null),
                source.cacheControl() == null ? rules.cacheControl() : source.cacheControl(),
                source.contentDisposition(),
                source.contentEncoding(),
                source.contentType(),
                md5.map(ETag::contentMd5).orElse(null),
                metadataOf(source));
    }

    /**
     * The outcome of a put that the destination answered with 200.
     *
     * @param eTag the destination's answer, or null
     * @throws RuntimeException when what is there is not what was read
     */
    public Outcome confirm(MediaObject object, Copy copy, @Nullable String eTag) {
        long sent = copy.body().count();
        if (sent != copy.length()) {
            throw new TransferException(
                    Reason.CORRUPT, "the source promised " + copy.length() + " bytes, and " + sent + " came");
        }
        if (copy.contentMd5() == null) {
            compare(copy, ETag.md5(eTag));
        }
        return new Outcome.Copied(object, copy.length());
    }

    /** Gives the source's connection back, whatever happened; harmless after a copy that went well. */
    public void release(ResponseInputStream<GetObjectResponse> answer, @Nullable Copy copy) throws java.io.IOException {
        if (copy == null) {
            answer.abort();
        } else {
            copy.body().close();
        }
    }

    private void compare(Copy copy, Optional<String> stored) {
        String read = copy.body().md5().orElseThrow();
        if (stored.isPresent() && !stored.get().equals(read)) {
            throw new TransferException(
                    Reason.CORRUPT, "MD5 " + read + " was read, the destination stored " + stored.get());
        }
        if (stored.isEmpty()) {
            compareLength(copy);
        }
    }

    /** The destination's ETag is no hash: what it can confirm is the length. */
    private void compareLength(Copy copy) {
        long there = destination
                .headObject(b -> b.bucket(rules.destinationBucket()).key(RouteKey.fromHeader(copy.key())))
                .contentLength();
        if (there != copy.length()) {
            throw new TransferException(
                    Reason.CORRUPT, copy.length() + " bytes were sent, the destination has " + there);
        }
    }

    private static long lengthOf(GetObjectResponse source) {
        Long length = source.contentLength();
        if (length == null) {
            throw new TransferException(Reason.OTHER, "the source does not tell the object's length");
        }
        if (length > LARGEST_PUT) {
            throw new TransferException(
                    Reason.TOO_LARGE, "one put carries at most " + LARGEST_PUT + " bytes, the object has " + length);
        }
        return length;
    }

    private static Map<String, String> metadataOf(GetObjectResponse source) {
        Map<String, String> metadata = new HashMap<>(source.metadata());
        if (source.contentLanguage() != null) {
            metadata.put(RouteClient.CONTENT_LANGUAGE, source.contentLanguage());
        }
        return metadata;
    }

    private static String constantOf(String acl) {
        return ObjectCannedACL.fromValue(acl).name();
    }
}
