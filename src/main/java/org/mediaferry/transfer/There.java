package org.mediaferry.transfer;

import java.util.Map;
import java.util.Set;
import org.mediaferry.catalog.MediaObject;

/**
 * What the destination has of some objects; of those that are in neither, nothing.
 *
 * @param copied these need no copy
 * @param others what has an object under its key of another size than the database says, and that size in bytes
 */
public record There(Set<MediaObject> copied, Map<MediaObject, Long> others) {

    public There {
        copied = Set.copyOf(copied);
        others = Map.copyOf(others);
    }
}
