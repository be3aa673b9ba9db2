package org.mediaferry.presence;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Walks along the listing of a range, from one wanted key to the next: each request begins right before the first wanted
 * key that is not settled yet, so foreign keys between two wanted ones are jumped over. That is the smallest number of
 * listings that can settle the range, and each settles a key or more. Where they settle few, asking for each object
 * is cheaper, and the walk stops.
 */
final class RangeWalk {

    /** What a listing of 1000 keys costs, in requests for one object: measured, and the ratio of the prices of AWS. */
    private static final int WORTH_OF_A_LISTING = 10;
    /** A few poor answers are no reason to stop yet. */
    private static final int LISTINGS_ON_TRUST = 3;
    /** Room for keys that nobody asked for, in a range of few wanted ones. */
    private static final int SPARE_KEYS = 10;

    private final Bucket bucket;
    private final KeyRange range;
    private final Map<String, Found> found;
    private int settled;

    /** @param found where to put what is there */
    RangeWalk(Bucket bucket, KeyRange range, Map<String, Found> found) {
        this.bucket = bucket;
        this.range = range;
        this.found = found;
    }

    /**
     * Walks until the range is settled, or no longer worth a listing.
     *
     * @return the keys of which nothing is known yet
     * @throws UnusableListing when the store's listings cannot be relied on; what was found until then is there
     */
    List<String> walk() {
        int listings = 0;
        String after = "";
        String token = null;
        while (pays(listings)) {
            if (token == null) {
                after = later(after, KeyOrder.justBefore(range.keys().get(settled)));
            }
            Listing listing = Listing.of(bucket, range.prefix(), after, token, maxKeys());
            listings++;
            listing.objects().forEach(this::settle);
            if (listing.complete()) {
                return List.of();
            }
            token = listing.objects().isEmpty() ? listing.token() : null;
            after = listing.objects().isEmpty() ? after : last(listing);
        }
        return remaining();
    }

    private boolean pays(int listings) {
        int left = range.keys().size() - settled;
        return left > 1 && (listings < LISTINGS_ON_TRUST || settled >= listings * WORTH_OF_A_LISTING);
    }

    private int maxKeys() {
        return Math.min(Listing.MOST_KEYS, 2 * remaining().size() + SPARE_KEYS);
    }

    private void settle(S3Object object) {
        List<String> keys = range.keys();
        while (settled < keys.size() && KeyOrder.compare(keys.get(settled), object.key()) < 0) {
            settled++;
        }
        if (settled < keys.size() && keys.get(settled).equals(object.key())) {
            found.put(object.key(), new Found(object.size(), object.eTag()));
            settled++;
        }
    }

    private List<String> remaining() {
        return range.keys().subList(settled, range.keys().size());
    }

    private static String last(Listing listing) {
        return listing.objects().get(listing.objects().size() - 1).key();
    }

    private static String later(String a, String b) {
        return KeyOrder.compare(a, b) > 0 ? a : b;
    }
}
