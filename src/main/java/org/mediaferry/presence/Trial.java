package org.mediaferry.presence;

import java.util.List;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Finds out, with two requests, whether a store's listings can be relied on. */
final class Trial {

    private static final int SAMPLE = 100;

    private Trial() {}

    /**
     * Lists the first keys, then once more from the middle of them. Some stores take a key to start after that does not
     * exist for the end of everything, and every object would seem to be absent.
     *
     * @param root what all keys of interest begin with; empty for the whole bucket
     * @return whether the bucket has a key that begins with the root
     * @throws UnusableListing when the store ignores the order or where to start
     */
    static boolean hasKeys(Bucket bucket, String root) {
        Listing sample = Listing.of(bucket, root, "", null, SAMPLE);
        if (sample.objects().isEmpty()) {
            // Some stores begin with answers that hold nothing but deleted objects
            return !sample.complete();
        }
        KeyRange range =
                KeyRange.of(sample.objects().stream().map(S3Object::key).toList());
        String middle = range.keys().get(range.keys().size() / 2);
        List<S3Object> again = Listing.of(bucket, range.prefix(), KeyOrder.justBefore(middle), null, SAMPLE)
                .objects();
        if (again.isEmpty() || KeyOrder.compare(again.get(0).key(), middle) > 0) {
            throw UnusableListing.wrong(
                    "the store leaves out keys when a listing starts after one that does not exist");
        }
        return true;
    }
}
