package org.mediaferry.catalog.mastodon;

import org.jspecify.annotations.Nullable;

/**
 * Who may read what the server stores: Mastodon's S3_PERMISSION. Follows Mastodon, {@code
 * config/initializers/paperclip.rb} and {@code app/models/backup.rb}.
 *
 * @param acl the canned ACL of what is not confidential, or null to send none at all, not even {@code private}
 */
public record Permission(@Nullable String acl) {
    private static final String PRIVATE = "private";

    public Permission {
        if (acl != null && acl.isEmpty()) {
            throw new IllegalArgumentException("acl must not be empty: expected a canned ACL, or null to send none");
        }
    }

    /**
     * Reads the variable.
     *
     * @param s3Permission null when it is unset, which means {@code public-read}; empty means that the store has no
     *     ACLs and none is sent; anything else is the canned ACL to send
     */
    public static Permission of(@Nullable String s3Permission) {
        if (s3Permission == null) {
            return new Permission("public-read");
        }
        return new Permission(s3Permission.isEmpty() ? null : s3Permission);
    }

    /** The canned ACL of an object, or null to send none; confidential ones are private wherever ACLs are sent. */
    @Nullable
    String aclOf(boolean confidential) {
        return acl != null && confidential ? PRIVATE : acl;
    }
}
