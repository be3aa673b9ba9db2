package org.mediaferry.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.ledger.Job;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.ledger.Progress;
import org.mediaferry.ledger.Recorder;
import org.mediaferry.pace.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies tables, one after the other: starts each poll route, waits for its end, and at last for the objects in flight. */
public final class SyncRun implements CopyRun {

    private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);

    private final Engine engine;
    private final PageReader pages;
    private final Ledger ledger;
    private final Recorder recorder;
    private final Progress progress;
    private final Scan scan;
    private final Run run;
    private final Turns turns;
    private final Selection selection;
    private final Draining draining;

    /** @param commitInterval the longest that an outcome waits for its commit */
    public SyncRun(
            Engine engine,
            PageReader pages,
            Ledger ledger,
            Recorder recorder,
            Progress progress,
            Scan scan,
            Run run,
            Turns turns,
            Selection selection,
            Duration commitInterval) {
        this.engine = engine;
        this.pages = pages;
        this.ledger = ledger;
        this.recorder = recorder;
        this.progress = progress;
        this.scan = scan;
        this.run = run;
        this.turns = turns;
        this.selection = selection;
        this.draining = new Draining(engine, progress, recorder, run, commitInterval);
    }

    /** Which of these tables can be read, with the number of rows that the planner believes in. Changes nothing. */
    public Map<String, OptionalLong> readable(List<MastodonTable> tables) {
        return pages.readable(tables);
    }

    /** Forgets the checkpoints of these tables, so that they begin anew. */
    public void restart(List<String> tables) {
        ledger.restart(
                tables.stream().map(table -> new Job(table, selection.only())).toList());
    }

    /** Copies what the selection takes of these tables. Returns when all is done, or when the run was stopped. */
    public void copy(List<String> tables) {
        for (String table : tables) {
            if (!run.isStopping()) {
                poll(table);
            }
        }
        draining.await();
        engine.close();
        recorder.end();
        if (!run.isStopping()) {
            tables.stream().filter(scan::reachedEnd).forEach(this::finished);
        }
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Run run() {
        return run;
    }

    @Override
    public Turns turns() {
        return turns;
    }

    private void poll(String table) {
        long after = begin(table);
        CompletableFuture<Void> end = scan.begin(table, after);
        progress.begin(table, after);
        String route = "poll-" + table;
        Waiting.until(end, run, () -> engine.startRoute(route));
        engine.stopRoute(route);
    }

    private long begin(String table) {
        if (!selection.followsCheckpoint()) {
            return selection.after().orElse(Long.MIN_VALUE);
        }
        Job job = new Job(table, selection.only());
        long mark = ledger.mark(job);
        if (mark != Long.MIN_VALUE) {
            LOG.info("{} - goes on after id {}", job.name(), mark);
        }
        ledger.started(job, Instant.now());
        return mark;
    }

    private void finished(String table) {
        if (selection.followsCheckpoint()) {
            ledger.finished(new Job(table, selection.only()), Instant.now());
        }
    }
}
