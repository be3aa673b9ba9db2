package org.mediaferry.config;

import org.mediaferry.catalog.MediaObject;

/** What becomes of objects that must be private. */
public enum Privacy {
    /** They are copied with their ACL. */
    BY_ACL,
    /** No ACL is sent, and nobody said what to do: they are left out, and the exit code says so. */
    UNDECIDED,
    /** No ACL is sent, and they are left out, as somebody said. */
    SKIP,
    /** No ACL is sent, and they are copied all the same, as somebody said. */
    COPY;

    /** Whether an object is left out. */
    public boolean leavesOut(MediaObject object) {
        return "private".equals(object.acl()) && (this == SKIP || this == UNDECIDED);
    }

    static Privacy of(Values values) {
        if (values.required(Keys.DESTINATION_ACL) != DestinationAcl.NONE) {
            return BY_ACL;
        }
        PrivateObjects chosen = values.get(Keys.DESTINATION_PRIVATE_OBJECTS);
        if (chosen == null) {
            return UNDECIDED;
        }
        return chosen == PrivateObjects.COPY ? COPY : SKIP;
    }
}
