package org.mediaferry.console;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.ledger.JobState;
import org.mediaferry.ledger.Tally;
import org.mediaferry.ledger.Tally.Kind;
import org.mediaferry.outcome.Reason;
import org.mediaferry.pace.Requests;
import org.mediaferry.pace.StorePace;
import org.mediaferry.pace.Turns;

/**
 * Mediaferry's own figures for Prometheus. Those of a run begin at zero with each run, as a counter does when its process
 * starts.
 */
final class Metrics implements MeterBinder {

    /** The lists of the ledger are counted at most once in this time. */
    private static final Duration LEDGER_AGE = Duration.ofSeconds(10);

    private static final Map<Kind, String> OUTCOMES = Map.of(
            Kind.COPIED, "copied",
            Kind.ALREADY_THERE, "already-there",
            Kind.MISSING, "missing",
            Kind.MISSING_OPTIONAL, "missing-optional",
            Kind.OBSOLETE, "obsolete",
            Kind.LEFT_OUT, "left-out",
            Kind.DEAD_LETTER, "dead-letter");

    private final Jobs jobs;
    private final RefusedFiles refused;
    private final Remembered<Standing> standing;

    Metrics(Jobs jobs, RefusedFiles refused, Path workDirectory) {
        this.jobs = jobs;
        this.refused = refused;
        this.standing = new Remembered<>(LEDGER_AGE, () -> Standing.read(workDirectory));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (MastodonTable table : MastodonTable.values()) {
            addTable(registry, table.tableName());
        }
        addStore(registry, "source", Turns::source);
        addStore(registry, "destination", Turns::destination);
        for (Reason reason : Reason.values()) {
            gauge(
                    registry,
                    "mediaferry.dead.letters",
                    "Objects given up, by reason",
                    m -> deadLetters(reason),
                    "reason",
                    reason.label());
        }
        gauge(registry, "mediaferry.missing", "Originals that the source lost", m -> totals(t -> t.missingMandatory()));
        gauge(
                registry,
                "mediaferry.job.running",
                "Whether a job goes on",
                m -> jobs.watched().isPresent() ? 1 : 0);
        gauge(
                registry,
                "mediaferry.job.paused",
                "Whether somebody paused it",
                m -> jobs.state().equals("paused") ? 1 : 0);
        gauge(
                registry,
                "mediaferry.objects.open",
                "Objects queued or being copied",
                m -> run(w -> w.run().progress().open().size()));
        gauge(registry, "mediaferry.copies.in.flight", "Objects being copied", m -> run(Watched::inFlight));
        gauge(
                registry,
                "mediaferry.copies.allowed",
                "Objects that may be copied at once",
                m -> run(w -> w.run().parts().atOnce().now()));
        gauge(
                registry,
                "mediaferry.route.files.refused",
                "Saved route files that could not be used",
                m -> refused.all().size());
        for (String queue : new String[] {"transfer", "outcome"}) {
            gauge(
                    registry,
                    "mediaferry.queue.messages",
                    "Messages that wait",
                    m -> run(w -> w.run().parts().engine().queues().getOrDefault(queue, 0)),
                    "queue",
                    queue);
        }
    }

    private void addTable(MeterRegistry registry, String table) {
        OUTCOMES.forEach((kind, outcome) -> FunctionCounter.builder(
                        "mediaferry.objects", this, m -> m.tally(table, t -> t.of(kind)))
                .description("Objects with an outcome in this run")
                .tags("table", table, "outcome", outcome)
                .register(registry));
        FunctionCounter.builder("mediaferry.copied", this, m -> m.tally(table, Tally::bytes))
                .description("Bytes copied in this run")
                .baseUnit("bytes")
                .tag("table", table)
                .register(registry);
        FunctionCounter.builder("mediaferry.rows", this, m -> m.tally(table, Tally::rows))
                .description("Rows read in this run")
                .tag("table", table)
                .register(registry);
        TimeGauge.builder("mediaferry.checkpoint.age", this, TimeUnit.SECONDS, m -> m.checkpointAge(table))
                .description("Since the checkpoint of a table was written last, while a job goes on")
                .tag("table", table)
                .register(registry);
    }

    private void addStore(MeterRegistry registry, String store, Function<Turns, StorePace> pace) {
        for (Requests.Kind kind : Requests.Kind.values()) {
            FunctionTimer.builder(
                            "mediaferry.store.requests",
                            this,
                            m -> (long) m.run(w -> requests(w, pace).answered(kind)),
                            m -> m.run(w -> requests(w, pace).nanos(kind)),
                            TimeUnit.NANOSECONDS)
                    .description("Requests that a store did, and their time; of a get until the bytes begin to come")
                    .tags("store", store, "kind", kind.label())
                    .register(registry);
        }
        for (String reason : Requests.REASONS) {
            FunctionCounter.builder(
                            "mediaferry.store.failures",
                            this,
                            m -> m.run(w -> requests(w, pace).failures().get(reason)))
                    .description("Requests that failed; most are tried again")
                    .tags("store", store, "reason", reason)
                    .register(registry);
        }
        gauge(
                registry,
                "mediaferry.store.waited.for",
                "Whether a store is in trouble, and the run waits for it",
                m -> run(w -> pace.apply(w.run().turns()).isWaitedFor() ? 1 : 0),
                "store",
                store);
        gauge(
                registry,
                "mediaferry.store.rate.limit",
                "Requests a second at most now; NaN while nothing limits them",
                m -> jobs.watched()
                        .map(w -> pace.apply(w.run().turns()).perSecond().orElse(Double.NaN))
                        .orElse(Double.NaN),
                "store",
                store);
    }

    private static Requests requests(Watched watched, Function<Turns, StorePace> pace) {
        return pace.apply(watched.run().turns()).requests();
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<Metrics> value, String... tags) {
        Gauge.builder(name, this, value).description(description).tags(tags).register(registry);
    }

    private double run(ToDoubleFunction<Watched> value) {
        return jobs.watched().map(value::applyAsDouble).orElse(0.0);
    }

    private double tally(String table, ToDoubleFunction<Tally> value) {
        return run(w -> {
            Tally tally = w.run().progress().tallies().get(table);
            return tally == null ? 0 : value.applyAsDouble(tally);
        });
    }

    private double totals(ToDoubleFunction<org.mediaferry.ledger.Totals> value) {
        var totals = standing.get().totals();
        return totals == null ? 0 : value.applyAsDouble(totals);
    }

    private double deadLetters(Reason reason) {
        return totals(t -> t.deadLetters().getOrDefault(reason, 0L));
    }

    private double checkpointAge(String table) {
        if (jobs.watched().isEmpty()) {
            return Double.NaN;
        }
        return standing.get().jobs().stream()
                .filter(job -> job.job().table().equals(table) && job.finished() == null)
                .map(JobState::updated)
                .mapToDouble(at -> Duration.between(at, Instant.now()).toMillis() / 1000.0)
                .min()
                .orElse(Double.NaN);
    }
}
