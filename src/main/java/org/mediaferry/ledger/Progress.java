package org.mediaferry.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.catalog.Page;
import org.mediaferry.outcome.Outcome;

/**
 * Where a run stands: which objects are queued or in flight, what became of the others, and the checkpoint of each table.
 * An object is open from before it is queued until its outcome is committed. Safe for threads.
 */
public final class Progress {

    private final Only only;
    private final boolean keepsCheckpoints;
    private final Map<String, LowWater> tables = new LinkedHashMap<>();
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<OddRow> oddRows = new ArrayList<>();

    /**
     * @param only which objects the run is about
     * @param keepsCheckpoints false for a run that leaves gaps, whose end says nothing about what lies before
     */
    public Progress(Only only, boolean keepsCheckpoints) {
        this.only = only;
        this.keepsCheckpoints = keepsCheckpoints;
    }

    /** Begins a table at its checkpoint. */
    public synchronized void begin(String table, long mark) {
        tables.put(table, new LowWater(mark));
        tallies.putIfAbsent(table, new Tally());
    }

    /** Takes note of a page before its objects are queued; once more, after a failure to queue it, is harmless. */
    public synchronized void open(Page page) {
        tables.get(page.table()).open(page.objects(), page.last());
        oddRows.addAll(page.oddRows());
    }

    /** Counts a page, all of whose objects are queued. */
    public synchronized void queued(Page page) {
        tallies.get(page.table())
                .addPage(page.rows(), page.objects().size(), page.oddRows().size());
    }

    /** Takes note of objects before they are queued again; no checkpoint moves for them. */
    public synchronized void openAgain(Collection<MediaObject> objects) {
        for (MediaObject object : objects) {
            tables.computeIfAbsent(object.table(), t -> new LowWater(Long.MIN_VALUE))
                    .open(object);
            tallies.computeIfAbsent(object.table(), t -> new Tally()).addPage(0, 1, 0);
        }
    }

    /**
     * Closes the objects of these outcomes and hands what is to be kept to the ledger. Nobody sees them closed before
     * {@code commit} has returned; when it fails, they stay open and no later checkpoint passes them.
     */
    public synchronized void close(List<Outcome> outcomes, Consumer<Batch> commit) {
        List<MediaObject> closed = closeAll(outcomes);
        try {
            commit.accept(new Batch(outcomes, oddRows, marks(), only));
        } catch (RuntimeException | Error e) {
            closed.forEach(object -> tables.get(object.table()).open(object));
            throw e;
        }
        for (Outcome outcome : outcomes) {
            tallies.computeIfAbsent(outcome.object().table(), t -> new Tally()).add(outcome);
        }
        oddRows.clear();
        notifyAll();
    }

    /** Returns those that were open. */
    private List<MediaObject> closeAll(List<Outcome> outcomes) {
        List<MediaObject> closed = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            LowWater table = tables.get(outcome.object().table());
            if (table != null && table.close(outcome.object())) {
                closed.add(outcome.object());
            }
        }
        return closed;
    }

    /**
     * Waits until no object is open.
     *
     * @return whether that came to pass within the time
     */
    public synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isIdle()) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }

    /** The objects that are queued or in flight. */
    public synchronized List<MediaObject> open() {
        return tables.values().stream().flatMap(LowWater::objects).toList();
    }

    /** What this run has done, by table, in the order in which they began. */
    public synchronized Map<String, Tally> tallies() {
        return tallies.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> e.getValue().plus(new Tally()), (a, b) -> a, LinkedHashMap::new));
    }

    /** What this run has done in all tables. */
    public synchronized Tally total() {
        return tallies.values().stream().reduce(new Tally(), Tally::plus);
    }

    private boolean isIdle() {
        return tables.values().stream().allMatch(LowWater::isIdle);
    }

    private Map<Job, Long> marks() {
        Map<Job, Long> marks = new LinkedHashMap<>();
        if (keepsCheckpoints) {
            tables.forEach((table, lowWater) -> {
                if (lowWater.mark() != Long.MIN_VALUE) {
                    marks.put(new Job(table, only), lowWater.mark());
                }
            });
        }
        return marks;
    }
}
