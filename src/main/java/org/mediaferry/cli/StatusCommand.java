package org.mediaferry.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaferry.ledger.Counter;
import org.mediaferry.ledger.Holder;
import org.mediaferry.ledger.JobState;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.ledger.OutcomeKind;
import org.mediaferry.ledger.PauseNote;
import org.mediaferry.ledger.Totals;
import org.mediaferry.ledger.WorkDirectory;
import org.mediaferry.pace.Pause;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mediaferry status}: where the jobs stand. */
@Command(
        name = "status",
        description = "Print where each job stands, also while a run is going on. Contacts neither database nor store.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  mediaferry status", "  mediaferry status --format json", "  watch mediaferry status"})
final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--format", paramLabel = "table|json", description = "How it is printed.")
    private ResultFormat format = ResultFormat.TABLE;

    @Override
    public Integer call() {
        Path directory = common.settings().workDirectory();
        Optional<Holder> holder = WorkDirectory.holder(directory);
        List<Pause> pauses = holder.isPresent() ? PauseNote.read(directory) : List.of();
        PrintWriter out = spec.commandLine().getOut();
        Optional<Ledger> found = Ledger.openReadOnly(directory);
        if (found.isEmpty()) {
            out.println(
                    format == ResultFormat.JSON
                            ? Json.line(Map.of("jobs", List.of()))
                            : "  Nothing has been copied yet: " + directory + " has no ledger.");
        } else {
            try (Ledger ledger = found.get()) {
                out.println(
                        format == ResultFormat.JSON
                                ? json(ledger, holder, pauses)
                                : table(ledger) + "\n  " + attention(ledger.totals()) + "\n  " + running(holder)
                                        + paused(pauses));
            }
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static String table(Ledger ledger) {
        TextTable table = TextTable.ofFigures(
                "",
                "done up to id",
                "copied",
                "already there",
                "missing",
                "obsolete",
                "dead letters",
                "bytes",
                "state");
        for (JobState job : ledger.jobs()) {
            table.line(
                    job.job().name(),
                    job.mark() == Long.MIN_VALUE ? "-" : Long.toString(job.mark()),
                    count(job, OutcomeKind.COPIED),
                    count(job, OutcomeKind.ALREADY_THERE),
                    count(job, OutcomeKind.MISSING),
                    count(job, OutcomeKind.OBSOLETE),
                    count(job, OutcomeKind.DEAD_LETTER),
                    Amounts.bytes(bytes(job)),
                    state(job));
        }
        return table.toString();
    }

    private static String attention(Totals totals) {
        return "To look at: " + Amounts.count(totals.allDeadLetters()) + " dead letters, "
                + Amounts.count(totals.missingMandatory()) + " missing originals, "
                + Amounts.count(totals.missingOptional()) + " missing reduced versions, "
                + Amounts.count(totals.oddRows()) + " odd rows (mediaferry report lists them).";
    }

    private static String running(Optional<Holder> holder) {
        return holder.map(h -> "Running now: " + h.describe() + ".").orElse("No run is going on.");
    }

    private static String paused(List<Pause> pauses) {
        return pauses.stream()
                .map(pause ->
                        "\n  Paused, waiting for the " + pause.store() + " since " + pause.since() + ": " + pause.why())
                .collect(Collectors.joining());
    }

    private static String state(JobState job) {
        Instant at = job.finished() == null ? job.updated() : job.finished();
        return (job.finished() == null ? "under way, " : "at its end, ") + at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static long count(JobState job, OutcomeKind kind) {
        return job.counters().stream()
                .filter(c -> c.kind() == kind)
                .mapToLong(Counter::objects)
                .sum();
    }

    private static long bytes(JobState job) {
        return job.counters().stream()
                .filter(c -> c.kind() == OutcomeKind.COPIED)
                .mapToLong(Counter::bytes)
                .sum();
    }

    private static String json(Ledger ledger, Optional<Holder> holder, List<Pause> pauses) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("running", holder.isPresent());
        status.put("pid", holder.map(Holder::pid).orElse(null));
        status.put("paused", pauses.stream().map(StatusCommand::figures).toList());
        status.put("jobs", ledger.jobs().stream().map(StatusCommand::figures).toList());
        Totals totals = ledger.totals();
        status.put("deadLetters", totals.allDeadLetters());
        status.put("missing", totals.missingMandatory());
        status.put("missingOptional", totals.missingOptional());
        status.put("oddRows", totals.oddRows());
        return Json.line(status);
    }

    private static Map<String, Object> figures(Pause pause) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("store", pause.store());
        figures.put("since", pause.since().toString());
        figures.put("why", pause.why());
        return figures;
    }

    private static Map<String, Object> figures(JobState job) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("job", job.job().name());
        figures.put("checkpoint", job.mark() == Long.MIN_VALUE ? null : job.mark());
        figures.put("started", text(job.started()));
        figures.put("finished", text(job.finished()));
        figures.put("updated", text(job.updated()));
        for (OutcomeKind kind : OutcomeKind.values()) {
            figures.put(kind.label(), count(job, kind));
        }
        figures.put("bytes", bytes(job));
        return figures;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
