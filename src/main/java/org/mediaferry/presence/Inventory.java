package org.mediaferry.presence;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Lists all that a bucket has, a page after the other, in whatever order the store likes. Needs memory for one page and
 * a request for each.
 */
public final class Inventory {

    private final Bucket bucket;

    /** @param client repeats single requests by itself */
    public Inventory(S3Client client, String bucket) {
        this.bucket = new Bucket(client, bucket);
    }

    /**
     * Hands over every object whose key begins with the prefix.
     *
     * @param prefix empty for the whole bucket
     * @param pages is given up to 1000 objects at a time
     * @throws software.amazon.awssdk.core.exception.SdkException when the store cannot be listed to the end
     */
    public void each(String prefix, Consumer<List<Listed>> pages) {
        String token = null;
        String earlier = null;
        long pagesRead = 0;
        do {
            ListObjectsV2Response answer = list(prefix, token);
            pages.accept(answer.contents().stream()
                    .map(object -> new Listed(object.key(), object.size(), object.lastModified()))
                    .toList());
            String next = Boolean.TRUE.equals(answer.isTruncated()) ? answer.nextContinuationToken() : null;
            if (Boolean.TRUE.equals(answer.isTruncated())
                    && (next == null || next.equals(token) || next.equals(earlier))) {
                throw failed("a listing says that more is to come, and not how to go on");
            }
            token = next;
            // Tokens that go round in a ring, of whatever length, come by one that was kept long enough
            if (Long.bitCount(++pagesRead) == 1) {
                earlier = token;
            }
        } while (token != null);
    }

    /** What the listings have cost so far. */
    public Requests requests() {
        return bucket.requests();
    }

    private ListObjectsV2Response list(String prefix, @Nullable String token) {
        try {
            return bucket.list(prefix, "", token, Listing.MOST_KEYS);
        } catch (UnusableListing e) {
            throw failed(e.getMessage());
        }
    }

    private SdkClientException failed(String why) {
        return SdkClientException.create("bucket \"" + bucket.name()
                + "\" cannot be listed to its end, and nothing else shows all of it: " + why);
    }
}
