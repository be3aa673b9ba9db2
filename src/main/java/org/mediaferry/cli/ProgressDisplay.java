package org.mediaferry.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.mediaferry.ledger.Tally;
import org.mediaferry.sync.CopyRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how far a run is: a bar on a terminal, a line a minute elsewhere. */
final class ProgressDisplay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressDisplay.class);

    private final String what;
    private final CopyRun run;
    private final OptionalLong rows;
    private final @Nullable ProgressBar bar;
    private final Instant began = Instant.now();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress-display");
        thread.setDaemon(true);
        return thread;
    });

    private ProgressDisplay(String what, CopyRun run, OptionalLong rows, boolean onTerminal) {
        this.what = what;
        this.run = run;
        this.rows = rows;
        this.bar = onTerminal ? newBar(what) : null;
        Duration period = onTerminal ? Duration.ofMillis(500) : Duration.ofMinutes(1);
        clock.scheduleAtFixedRate(this::show, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Begins to show a run.
     *
     * @param rows of each table, as the planner believes; empty where it does not know
     * @param lineEach whether each object gets a line of its own, between which a bar would be in the way
     */
    static ProgressDisplay of(String what, CopyRun run, Collection<OptionalLong> rows, boolean lineEach) {
        boolean known = rows.stream().allMatch(OptionalLong::isPresent);
        OptionalLong sum = known
                ? OptionalLong.of(
                        rows.stream().mapToLong(OptionalLong::getAsLong).sum())
                : OptionalLong.empty();
        return new ProgressDisplay(what, run, sum, Boolean.getBoolean("mediaferry.terminal") && !lineEach);
    }

    private static ProgressBar newBar(String what) {
        return new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(-1)
                .setUnit(" objects", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .build();
    }

    private void show() {
        Tally tally = run.progress().total();
        OptionalLong total = estimate(tally);
        if (bar == null) {
            LOG.info("{} - {}{}", what, line(tally, total), paused());
        } else {
            total.ifPresent(bar::maxHint);
            bar.stepTo(tally.objects());
            bar.setExtraMessage(Amounts.bytes(tally.bytes()) + paused());
        }
    }

    private String paused() {
        return run.turns().pauses().stream()
                .map(pause -> ", paused: " + pause.store())
                .collect(Collectors.joining());
    }

    /** Objects in all: those seen, and as many again of each row still to read. */
    private OptionalLong estimate(Tally tally) {
        if (rows.isEmpty() || tally.rows() == 0) {
            return OptionalLong.empty();
        }
        long rowsLeft = Math.max(0, rows.getAsLong() - tally.rows());
        return OptionalLong.of(tally.queued() + rowsLeft * tally.queued() / tally.rows());
    }

    private String line(Tally tally, OptionalLong total) {
        Duration time = Duration.between(began, Instant.now());
        double rate = Amounts.rate(tally.objects(), time);
        StringBuilder line = new StringBuilder(Amounts.count(tally.objects()));
        total.ifPresent(n -> line.append(" of about ").append(Amounts.count(n)));
        line.append(" objects, ")
                .append(Amounts.bytes(tally.bytes()))
                .append(", ")
                .append(Amounts.count(Math.round(rate)))
                .append(" objects/s, ")
                .append(Amounts.bytes(Amounts.rate(tally.bytes(), time)))
                .append("/s");
        if (total.isPresent() && rate > 0) {
            long secondsLeft = Math.round((total.getAsLong() - tally.objects()) / rate);
            line.append(", about ")
                    .append(Amounts.time(Duration.ofSeconds(secondsLeft)))
                    .append(" left");
        }
        return line.toString();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        if (bar != null) {
            show();
            bar.close();
        }
    }
}
