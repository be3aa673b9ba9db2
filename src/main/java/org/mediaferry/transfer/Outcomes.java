package org.mediaferry.transfer;

import org.mediaferry.catalog.MediaObject;
import org.mediaferry.outcome.Outcome;

/** The outcomes that need nothing but the object. */
public final class Outcomes {

    /** The source has none. */
    public Outcome missing(MediaObject object) {
        return new Outcome.Missing(object);
    }

    /** The destination had it before. */
    public Outcome alreadyThere(MediaObject object) {
        return new Outcome.AlreadyThere(object);
    }
}
