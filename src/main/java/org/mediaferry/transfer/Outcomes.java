package org.mediaferry.transfer;

import java.util.List;
import java.util.Map;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;
import org.mediaferry.catalog.mastodon.MastodonCatalog;
import org.mediaferry.outcome.Outcome;

/** The outcomes that need no bytes. */
public final class Outcomes {

    private final MastodonCatalog catalog;

    /** @param catalog knows what rows name */
    public Outcomes(MastodonCatalog catalog) {
        this.catalog = catalog;
    }

    /** The destination had it before. */
    public Outcome alreadyThere(MediaObject object) {
        return new Outcome.AlreadyThere(object);
    }

    /** It must be private, and the destination gets no ACLs. */
    public Outcome leftOut(MediaObject object) {
        return new Outcome.LeftOut(object);
    }

    /** The id after which a page begins with the object's row. */
    public long justBefore(MediaObject object) {
        return object.id() - 1;
    }

    /**
     * What the absence of an object at the source means.
     *
     * @param now its row and perhaps later ones, read after the source said that it has none; the row may be gone
     */
    public Outcome absent(MediaObject object, List<Map<String, Object>> now) {
        Page page = catalog.page(object.table(), justBefore(object), now);
        boolean stillNamed = page.objects().stream()
                .anyMatch(named -> named.id() == object.id() && named.key().equals(object.key()));
        return stillNamed ? new Outcome.Missing(object, catalog.remoteUrl(object, now)) : new Outcome.Obsolete(object);
    }
}
