package org.mediaferry.presence;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Whether a store's listings can be relied on, so that what is there need not be asked for one by one. */
public final class ListingTrial {

    private ListingTrial() {}

    /**
     * Lists twice.
     *
     * @param prefix what all keys of interest begin with; empty for the whole bucket
     * @return what is wrong, in a clause; empty when nothing is
     */
    public static Optional<String> trouble(S3Client client, String bucket, String prefix) {
        try {
            Trial.hasKeys(new Bucket(client, bucket), prefix);
            return Optional.empty();
        } catch (UnusableListing e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
