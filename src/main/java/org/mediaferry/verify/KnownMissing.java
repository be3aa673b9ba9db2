package org.mediaferry.verify;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.ledger.Ledger;

/** What the ledger of the copy knows to be missing at the source. Opened anew for each look: a sync may be writing. */
public final class KnownMissing {

    private final Path directory;

    /** @param directory the work directory; it need not exist */
    public KnownMissing(Path directory) {
        this.directory = directory;
    }

    /**
     * The keys at the source, of those of these objects that a run did not find there.
     *
     * @param objects of one table, with ids that lie close together
     * @throws org.mediaferry.ledger.LedgerException when there is a ledger and it cannot be read
     */
    Set<String> of(List<MediaObject> objects) {
        Set<String> missing = new HashSet<>();
        if (objects.isEmpty()) {
            return missing;
        }
        LongSummaryStatistics ids = objects.stream().mapToLong(MediaObject::id).summaryStatistics();
        Ledger.look(directory, ledger -> ledger.missingBetween(objects.get(0).table(), ids.getMin(), ids.getMax()))
                .ifPresent(entries ->
                        entries.forEach(entry -> missing.add(entry.object().key())));
        return missing;
    }
}
