package org.mediaferry.config;

import java.util.Locale;

/** Which ACL an object gets at the destination. */
public enum DestinationAcl {
    /** The one that the server's database calls for. */
    AUTO,
    /** Everyone may read what the database does not call private; that stays private. */
    PUBLIC_READ,
    /** Only the bucket's owner may read, whatever the database says. */
    PRIVATE,
    /** None is sent: for a store without ACLs. */
    NONE;

    /** The name in the settings, e.g. {@code public-read}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
