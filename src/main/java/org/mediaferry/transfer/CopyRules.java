package org.mediaferry.transfer;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.mastodon.KeyPrefix;
import org.mediaferry.config.DestinationAcl;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.Privacy;
import org.mediaferry.outcome.Reason;

/**
 * What the configuration says of every copy.
 *
 * @param destinationBucket where the copies go
 * @param sourcePrefix in front of every key at the source
 * @param destinationPrefix in front of every key at the destination
 * @param acl how access rights reach the destination
 * @param privacy what becomes of objects that must be private
 * @param encryption which every copy asks for
 * @param cacheControl given to an object whose source has none, or null for none
 */
public record CopyRules(
        String destinationBucket,
        KeyPrefix sourcePrefix,
        KeyPrefix destinationPrefix,
        DestinationAcl acl,
        Privacy privacy,
        Encryption encryption,
        @Nullable String cacheControl) {

    private static final String PRIVATE = "private";

    public CopyRules {
        Objects.requireNonNull(destinationBucket, "destinationBucket");
        Objects.requireNonNull(acl, "acl");
        Objects.requireNonNull(privacy, "privacy");
        Objects.requireNonNull(encryption, "encryption");
    }

    /**
     * The key of the copy of an object.
     *
     * @throws IllegalArgumentException when the key does not begin with the source's prefix
     */
    public String destinationKey(String sourceKey) {
        return destinationPrefix.prepend(sourcePrefix.remove(sourceKey));
    }

    /** Whether an object is not copied, because it must be private and no ACL can say so. */
    public boolean leavesOut(MediaObject object) {
        return privacy.leavesOut(object);
    }

    /** @throws TransferException when the object {@link #leavesOut must not be copied} */
    void refuseLeftOut(MediaObject object) {
        if (leavesOut(object)) {
            throw new TransferException(
                    Reason.OTHER,
                    "it must be private, and no ACL is sent: destination.private-objects says what becomes of it");
        }
    }

    /** The canned ACL to send for one that the database asks for; empty to send none. */
    Optional<String> aclFor(@Nullable String wanted) {
        return switch (acl) {
            case AUTO -> Optional.ofNullable(wanted);
            case PUBLIC_READ -> Optional.of(PRIVATE.equals(wanted) ? PRIVATE : "public-read");
            case PRIVATE -> Optional.of(PRIVATE);
            case NONE -> Optional.empty();
        };
    }
}
