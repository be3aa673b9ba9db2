package org.mediaferry.transfer;

import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;
import org.mediaferry.outcome.Outcome;

/** The outcomes that need no bytes. */
public final class Outcomes {

    /** The destination had it before. */
    public Outcome alreadyThere(MediaObject object) {
        return new Outcome.AlreadyThere(object);
    }

    /** The id after which a page begins with the object's row. */
    public long justBefore(MediaObject object) {
        return object.id() - 1;
    }

    /**
     * What the absence of an object at the source means.
     *
     * @param now a page that begins with its row, read after the source said that it has none; the row may be gone
     */
    public Outcome absent(MediaObject object, Page now) {
        boolean stillNamed = now.objects().stream()
                .anyMatch(named -> named.id() == object.id() && named.key().equals(object.key()));
        return stillNamed ? new Outcome.Missing(object) : new Outcome.Obsolete(object);
    }
}
