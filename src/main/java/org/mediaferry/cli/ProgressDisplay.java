package org.mediaferry.cli;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.mediaferry.console.Watched;
import org.mediaferry.ledger.Tally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how far a run is: a bar on a terminal, a line a minute elsewhere. */
final class ProgressDisplay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressDisplay.class);

    private final Watched watched;
    private final @Nullable ProgressBar bar;
    private long shown = -1;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress-display");
        thread.setDaemon(true);
        return thread;
    });

    private ProgressDisplay(Watched watched, boolean onTerminal) {
        this.watched = watched;
        this.bar = onTerminal ? newBar(watched.job()) : null;
        Duration period = onTerminal ? Duration.ofMillis(500) : Duration.ofMinutes(1);
        clock.scheduleAtFixedRate(this::show, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Begins to show a run.
     *
     * @param lineEach whether each object gets a line of its own, between which a bar would be in the way
     */
    static ProgressDisplay of(Watched watched, boolean lineEach) {
        return new ProgressDisplay(watched, Boolean.getBoolean("mediaferry.terminal") && !lineEach);
    }

    /** Begins to show a run by a line a minute. */
    static ProgressDisplay lines(Watched watched) {
        return new ProgressDisplay(watched, false);
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
        Tally tally = watched.run().progress().total();
        OptionalLong total = watched.estimatedObjects();
        if (bar == null && isNews(tally)) {
            LOG.info("{} - {}{}", watched.job(), line(tally, total), paused());
        } else if (bar != null) {
            total.ifPresent(bar::maxHint);
            bar.stepTo(tally.objects());
            bar.setExtraMessage(" " + Amounts.bytes(tally.bytes()) + paused());
        }
    }

    /** A run that follows, and finds nothing new, need not say so each minute. */
    private boolean isNews(Tally tally) {
        boolean news =
                tally.objects() != shown || !watched.run().progress().open().isEmpty();
        shown = tally.objects();
        return news;
    }

    private String paused() {
        return watched.run().turns().pauses().stream()
                .map(pause -> ", paused: " + pause.store())
                .collect(Collectors.joining());
    }

    private String line(Tally tally, OptionalLong total) {
        Duration time = watched.time();
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
