package org.mediaferry.transfer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;
import org.mediaferry.config.OnConflict;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;
import org.mediaferry.presence.AlreadyThere;
import org.mediaferry.presence.Found;
import org.mediaferry.presence.Presence;
import org.mediaferry.presence.Requests;

/** Tells which objects the destination already has, and what becomes of those that it has otherwise. */
public final class AlreadyCopied {

    private final Presence presence;
    private final CopyRules rules;
    private final OnConflict onConflict;

    /**
     * @param presence a look at the destination's bucket
     * @param onConflict what becomes of an object of another size
     */
    public AlreadyCopied(Presence presence, CopyRules rules, OnConflict onConflict) {
        this.presence = presence;
        this.rules = rules;
        this.onConflict = onConflict;
    }

    /**
     * What the destination has of a page's objects.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the destination cannot be asked
     */
    public There of(Page page) {
        return lookUp(page.objects());
    }

    /**
     * What the destination has of an object that shall be copied whether it is there or not: only what the settings
     * forbid to replace is looked for.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the destination cannot be asked
     */
    public There again(MediaObject object) {
        return new There(
                Set.of(),
                onConflict == OnConflict.OVERWRITE
                        ? Map.of()
                        : lookUp(List.of(object)).others());
    }

    /** Whether an object needs no copy. */
    public boolean has(There there, MediaObject object) {
        return there.copied().contains(object);
    }

    /** Whether an object that the destination does not have is not copied, as it must be private. */
    public boolean leavesOut(There there, MediaObject object) {
        return rules.leavesOut(object) && !has(there, object);
    }

    /** Whether a copy would replace an object of another size. */
    public boolean replaces(There there, MediaObject object) {
        return there.others().containsKey(object);
    }

    /** Whether a copy would replace an object of another size, and the settings forbid that. */
    public boolean mayNotReplace(There there, MediaObject object) {
        return onConflict != OnConflict.OVERWRITE && replaces(there, object);
    }

    /** What becomes of an object that may not be replaced. */
    public Outcome leftAsItIs(There there, MediaObject object) {
        return onConflict == OnConflict.KEEP
                ? new Outcome.AlreadyThere(object, true)
                : new Outcome.DeadLetter(
                        object,
                        Reason.OTHER,
                        "the destination has " + there.others().get(object)
                                + " bytes under this key, the database says " + object.size()
                                + ", and destination.on-conflict is fail",
                        1);
    }

    /** Listings and HEADs that the looks have cost so far. */
    public Requests requests() {
        return presence.requests();
    }

    private There lookUp(Collection<MediaObject> objects) {
        Map<MediaObject, String> keys = new HashMap<>();
        for (MediaObject object : objects) {
            keys.put(object, rules.destinationKey(object.key()));
        }
        Map<String, Found> found = presence.lookUp(keys.values());
        Set<MediaObject> copied = new HashSet<>();
        Map<MediaObject, Long> others = new HashMap<>();
        keys.forEach((object, key) -> {
            Found there = found.get(key);
            if (there != null && AlreadyThere.isThere(object, there)) {
                copied.add(object);
            } else if (there != null) {
                others.put(object, there.size());
            }
        });
        return new There(copied, others);
    }
}
