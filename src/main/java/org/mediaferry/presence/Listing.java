package org.mediaferry.presence;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One answer of a listing that says what S3's would say: every key after the one asked for, in order.
 *
 * @param objects in the order of {@link KeyOrder}
 * @param complete whether nothing of the prefix comes after them
 * @param token how to go on after an answer without an object, or null
 */
record Listing(
        List<S3Object> objects, boolean complete, @Nullable String token) {

    /** The most keys that S3 puts into one answer. */
    static final int MOST_KEYS = 1000;

    /**
     * Asks and checks.
     *
     * @throws UnusableListing when the store ignores the order or where to start
     * @throws SdkClientException when the answer says that more is to come, has nothing, and does not say how to go on
     */
    static Listing of(Bucket bucket, String prefix, String startAfter, @Nullable String token, int maxKeys) {
        ListObjectsV2Response answer = bucket.list(prefix, startAfter, token, maxKeys);
        if (answer.isTruncated() == null) {
            throw UnusableListing.wrong("a listing does not say whether it is complete");
        }
        checkOrder(answer.contents(), startAfter);
        if (answer.isTruncated() && answer.contents().isEmpty() && answer.nextContinuationToken() == null) {
            throw SdkClientException.create("bucket \"" + bucket.name() + "\": a listing says that more is to come, but"
                    + " has neither a key nor a continuation token");
        }
        return new Listing(answer.contents(), !answer.isTruncated(), answer.nextContinuationToken());
    }

    private static void checkOrder(List<S3Object> objects, String startAfter) {
        String previous = startAfter;
        for (S3Object object : objects) {
            if (KeyOrder.compare(object.key(), previous) <= 0) {
                throw UnusableListing.wrong(
                        previous.equals(startAfter)
                                ? "asked for the keys after " + quoted(startAfter) + ", the store began with "
                                        + quoted(object.key())
                                : "the store lists " + quoted(object.key()) + " after " + quoted(previous));
            }
            if (object.size() == null) {
                throw UnusableListing.wrong("a listing tells no size of " + quoted(object.key()));
            }
            previous = object.key();
        }
    }

    /** For a log line: a key may hold line breaks. */
    static String quoted(String key) {
        StringBuilder text = new StringBuilder("\"");
        key.codePoints()
                .forEach(c -> text.append(c < ' ' || c >= 0x7f ? "\\u{%x}".formatted(c) : Character.toString(c)));
        return text.append('"').toString();
    }
}
