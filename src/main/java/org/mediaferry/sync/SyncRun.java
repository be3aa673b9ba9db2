package org.mediaferry.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.ledger.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies tables, one after the other: starts each poll route, waits for its end, and at last for the objects in flight. */
public final class SyncRun implements CopyRun {

    private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);

    private final RunParts parts;
    private final PageReader pages;
    private final Scan scan;
    private final Selection selection;
    private final Set<String> begun = new HashSet<>();

    /** @param scan the one that the routes know */
    public SyncRun(RunParts parts, PageReader pages, Scan scan, Selection selection) {
        this.parts = parts;
        this.pages = pages;
        this.scan = scan;
        this.selection = selection;
    }

    /** Which of these tables can be read, with the number of rows that the planner believes in. Changes nothing. */
    public Map<String, OptionalLong> readable(List<MastodonTable> tables) {
        return pages.readable(tables);
    }

    /** Forgets the checkpoints of these tables, so that they begin anew. */
    public void restart(List<String> tables) {
        parts.ledger()
                .restart(tables.stream()
                        .map(table -> new Job(table, selection.only()))
                        .toList());
    }

    /** Copies what the selection takes of these tables. Returns when all is done, or when the run was stopped. */
    public void copy(List<String> tables) {
        parts.recorder().begin();
        pass(tables);
        end(tables);
    }

    /**
     * Copies the same, and again and again what is new since. Returns when the run was stopped.
     *
     * @param interval between two passes
     */
    public void follow(List<String> tables, Duration interval) {
        parts.recorder().begin();
        while (!run().isStopping()) {
            pass(tables);
            if (!run().isStopping()) {
                tables.stream().filter(scan::reachedEnd).forEach(this::finished);
            }
            rest(interval);
        }
        end(tables);
    }

    private void rest(Duration interval) {
        Instant began = Instant.now();
        run().awaitStop(interval);
        parts.recorder().rested(Duration.between(began, Instant.now()));
    }

    private void pass(List<String> tables) {
        for (String table : tables) {
            if (!run().isStopping()) {
                poll(table);
            }
        }
        parts.draining().await();
    }

    private void end(List<String> tables) {
        parts.engine().close();
        parts.recorder().end();
        if (!run().isStopping()) {
            tables.stream().filter(scan::reachedEnd).forEach(this::finished);
        }
    }

    @Override
    public RunParts parts() {
        return parts;
    }

    private void poll(String table) {
        LastSeen lastSeen = begin(table);
        CompletableFuture<Void> end = scan.begin(table, lastSeen);
        progress().begin(table, lastSeen.mark());
        String route = "poll-" + table;
        Waiting.until(end, run(), () -> parts.engine().startRoute(route));
        parts.engine().stopRoute(route);
    }

    private LastSeen begin(String table) {
        if (!selection.followsCheckpoint()) {
            return LastSeen.none(selection.after().orElse(Long.MIN_VALUE));
        }
        Job job = new Job(table, selection.only());
        long mark = parts.ledger().mark(job);
        // Once a run: one that follows begins each table again and again
        if (begun.add(table) && mark != Long.MIN_VALUE) {
            LOG.info("{} - goes on after id {}", job.name(), mark);
        }
        parts.ledger().started(job, Instant.now());
        return LastSeen.of(mark, parts.ledger().lastSeen(job));
    }

    private void finished(String table) {
        if (selection.followsCheckpoint()) {
            parts.ledger().finished(new Job(table, selection.only()), Instant.now(), scan.lastSeen(table));
        }
    }
}
