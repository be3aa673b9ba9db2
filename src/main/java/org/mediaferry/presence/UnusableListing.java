package org.mediaferry.presence;

import org.jspecify.annotations.Nullable;

/** A store's listings do not say what S3's would, or are not given at all; objects must be asked for one by one. */
final class UnusableListing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean denied;

    private UnusableListing(String message, boolean denied, @Nullable Throwable cause) {
        super(message, cause);
        this.denied = denied;
    }

    /** @param what the store did, in a subordinate clause without a full stop */
    static UnusableListing wrong(String what) {
        return new UnusableListing(what, false, null);
    }

    static UnusableListing notOffered(Throwable cause) {
        return new UnusableListing("the store does not offer ListObjectsV2", false, cause);
    }

    static UnusableListing denied(Throwable cause) {
        return new UnusableListing("the access key may not list it", true, cause);
    }

    /** Whether the access key may not list. Such a key is told "denied" for an object that does not exist. */
    boolean isDenied() {
        return denied;
    }
}
