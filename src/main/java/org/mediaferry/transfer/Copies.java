package org.mediaferry.transfer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.config.Transfer;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/** Says what a right copy is: its key, its headers, its access rights, and when it counts as done. */
public final class Copies {

    /** The longest key that S3 takes, in bytes of UTF-8. */
    static final int LONGEST_KEY = 1024;

    private final CopyRules rules;
    private final Patience patience;
    private final long multipartAbove;
    private final int mostParts;
    private final Confirmation confirmation;
    private final LongConsumer arrivals;

    /**
     * @param rules what the configuration says of copies
     * @param transfer how slow a source may be, and what goes in parts
     * @param destination asked for what it has where a put's answer proves nothing
     * @param arrivals told of each put whose answer was lost and that is at the destination after all, by the {@link
     *     System#nanoTime} at which its copy began
     */
    public Copies(CopyRules rules, Transfer transfer, S3Client destination, LongConsumer arrivals) {
        this.rules = rules;
        this.patience = Patience.of(transfer);
        this.multipartAbove = transfer.multipartAbove();
        this.mostParts = transfer.mostParts();
        this.confirmation = new Confirmation(
                destination, rules.destinationBucket(), rules.encryption().hidesMd5());
        this.arrivals = arrivals;
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
     * @param again whether an earlier try failed, so that it should be known who is to blame if this one does
     * @throws RuntimeException when the object is larger than any upload may be, or the answer is not that of a store to a
     *     get of a whole object
     */
    public Copy prepare(MediaObject object, ResponseInputStream<GetObjectResponse> answer, boolean again) {
        // A message may have been queued before somebody took the ACLs away
        rules.refuseLeftOut(object);
        GetObjectResponse source = answer.response();
        refuseWhatIsNoObject(source);
        long length = lengthOf(source);
        Optional<String> md5 = ETag.isHashOfBytes(source.serverSideEncryption(), source.sseCustomerAlgorithm())
                ? ETag.md5(source.eTag())
                : Optional.empty();
        boolean inParts = length > multipartAbove;
        boolean hashed = again || inParts || !confirmation.provesBytes();
        return new Copy(
                RouteKey.toHeader(rules.destinationKey(object.key())),
                new SourceBody(answer, length, md5.orElse(null), hashed, patience),
                length,
                rules.aclFor(object.acl()).map(Copies::constantOf).orElse(null),
                source.cacheControl() == null ? rules.cacheControl() : source.cacheControl(),
                source.contentDisposition(),
                source.contentEncoding(),
                source.contentType(),
                md5.map(ETag::contentMd5).orElse(null),
                metadataOf(source),
                inParts ? Parts.of(length, multipartAbove, mostParts).count() : 0,
                System.nanoTime());
    }

    /**
     * The outcome of a put that the destination answered with 200.
     *
     * @param eTag the destination's answer, or null
     * @param replaces whether an object of another size was there before
     * @throws RuntimeException when what is there is not what was read
     */
    public Outcome confirm(MediaObject object, Copy copy, @Nullable String eTag, boolean replaces) {
        confirmation.check(copy, eTag);
        return new Outcome.Copied(object, copy.length(), replaces);
    }

    /**
     * The outcome of an earlier try whose put is at the destination after all, though its answer was lost.
     *
     * @param earlier what that try sent; null when there was none, or it did not come so far
     * @param failure how it ended, or null
     * @param replaces whether an object of another size was there before
     * @return null when the object has to be put again
     */
    public @Nullable Outcome settle(
            MediaObject object, @Nullable Copy earlier, @Nullable Throwable failure, @Nullable Boolean replaces) {
        if (earlier == null || !confirmation.arrived(earlier, failure)) {
            return null;
        }
        arrivals.accept(earlier.begunNanos());
        return new Outcome.Copied(object, earlier.length(), Boolean.TRUE.equals(replaces));
    }

    /** Gives the source's connection back, whatever happened; harmless after a copy that went well. */
    public void release(ResponseInputStream<GetObjectResponse> answer, @Nullable Copy copy) throws java.io.IOException {
        if (copy == null) {
            answer.abort();
        } else {
            copy.body().close();
        }
    }

    /** A page to log in at, or a piece out of a cache, is answered with success, too. */
    private static void refuseWhatIsNoObject(GetObjectResponse source) {
        if (source.contentRange() != null) {
            throw new TransferException(
                    Reason.TRANSIENT, "the source gave a part that nobody asked for: " + source.contentRange());
        }
        if (source.eTag() == null && String.valueOf(source.contentType()).startsWith("text/html")) {
            throw new TransferException(
                    Reason.TRANSIENT,
                    "the source answered with a page in HTML and no ETag, so it was not the store that did");
        }
    }

    private long lengthOf(GetObjectResponse source) {
        Long length = source.contentLength();
        if (length == null) {
            throw new TransferException(Reason.TRANSIENT, "the source does not tell the object's length");
        }
        long largest = mostParts * Parts.LARGEST;
        if (length > largest) {
            throw new TransferException(
                    Reason.TOO_LARGE, "an upload carries at most " + largest + " bytes, the object has " + length);
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

    /** Only a message that no poll route queued names another one. */
    private static String constantOf(String acl) {
        ObjectCannedACL known = ObjectCannedACL.fromValue(acl);
        if (known == ObjectCannedACL.UNKNOWN_TO_SDK_VERSION) {
            throw new TransferException(Reason.OTHER, "no ACL is named \"" + acl + "\"");
        }
        return known.name();
    }
}
