package org.mediaferry.sync;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.ledger.DeadLetter;
import org.mediaferry.ledger.DeadLetterFilter;
import org.mediaferry.ledger.Ledger;

/** Reads the dead letters that were there when the replay began, a page at a time, for the replay route. */
public final class Replay {

    private static final int PAGE = 1000;

    private final Ledger ledger;
    private final DeadLetterFilter filter;
    private final long end;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long cursor;
    private long next;

    public Replay(Ledger ledger, DeadLetterFilter filter) {
        this.ledger = ledger;
        this.filter = filter;
        this.end = ledger.lastDeadLetter();
    }

    /** The objects of the next page; empty at the end. The same page comes again until {@link #moved}. */
    public List<MediaObject> nextPage() {
        List<DeadLetter> page = ledger.deadLetters(filter, cursor, PAGE).stream()
                .filter(letter -> letter.sequence() <= end)
                .toList();
        next = page.isEmpty() ? cursor : page.get(page.size() - 1).sequence();
        return page.stream().map(DeadLetter::object).toList();
    }

    /** Moves past a page whose objects are all queued. */
    public void moved() {
        if (next == cursor) {
            ended.complete(null);
        }
        cursor = next;
    }

    CompletableFuture<Void> ended() {
        return ended;
    }
}
