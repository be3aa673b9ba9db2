package org.mediaferry.transfer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        return now(object, now) == null
                ? obsolete(object)
                : new Outcome.Missing(object, catalog.remoteUrl(object, now));
    }

    /**
     * An object as its row has it now: who may read it may have changed.
     *
     * @param now its row and perhaps later ones; the row may be gone
     * @return null when no row names it any more
     */
    public @Nullable MediaObject now(MediaObject object, List<Map<String, Object>> now) {
        Page page = catalog.page(object.table(), justBefore(object), now);
        return page.objects().stream()
                .filter(named -> named.id() == object.id() && named.key().equals(object.key()))
                .findFirst()
                .orElse(null);
    }

    /** The row changed or vanished meanwhile. */
    public Outcome obsolete(MediaObject object) {
        return new Outcome.Obsolete(object);
    }
}
