package org.mediaferry.config;

import java.util.Locale;

/** What becomes, where no ACL is sent, of objects that must be private. */
enum PrivateObjects {
    /** They are left out. */
    SKIP,
    /** They are copied all the same. */
    COPY;

    /** The name in the settings. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
