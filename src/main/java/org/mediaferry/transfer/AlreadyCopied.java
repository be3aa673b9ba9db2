package org.mediaferry.transfer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;
import org.mediaferry.presence.AlreadyThere;
import org.mediaferry.presence.Found;
import org.mediaferry.presence.Presence;

/** Tells which objects of a page the destination already has. */
public final class AlreadyCopied {

    private final Presence presence;
    private final CopyRules rules;

    /** @param presence a look at the destination's bucket */
    public AlreadyCopied(Presence presence, CopyRules rules) {
        this.presence = presence;
        this.rules = rules;
    }

    /**
     * The objects of a page that need no copy.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the destination cannot be asked
     */
    public Set<MediaObject> of(Page page) {
        Map<MediaObject, String> keys = new HashMap<>();
        for (MediaObject object : page.objects()) {
            keys.put(object, rules.destinationKey(object.key()));
        }
        Map<String, Found> found = presence.lookUp(keys.values());
        Set<MediaObject> there = new HashSet<>();
        keys.forEach((object, key) -> {
            Found copy = found.get(key);
            if (copy != null && AlreadyThere.isThere(object, copy)) {
                there.add(object);
            }
        });
        return there;
    }

    /** Whether an object is one of those of {@link #of}. */
    public boolean has(Set<MediaObject> there, MediaObject object) {
        return there.contains(object);
    }
}
