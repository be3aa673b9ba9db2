package org.mediaferry.presence;

import org.mediaferry.catalog.MediaObject;

/** What counts as already there; docs/decisions/0009-already-there-is-found-by-listing.md says why. */
public final class AlreadyThere {

    private AlreadyThere() {}

    /**
     * Whether an object of that key needs no copy. Where the database knows the size, the size must be equal; where it
     * does not, as for every reduced version, the key is enough, because a store shows an object only when it is whole.
     *
     * @param object what must exist
     * @param found what the destination has under the object's key
     */
    public static boolean isThere(MediaObject object, Found found) {
        return object.size() == null || object.size() == found.size();
    }
}
