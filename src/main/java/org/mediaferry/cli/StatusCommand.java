package org.mediaferry.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaferry.console.Standing;
import org.mediaferry.ledger.Holder;
import org.mediaferry.ledger.JobState;
import org.mediaferry.ledger.Measure;
import org.mediaferry.ledger.OutcomeKind;
import org.mediaferry.ledger.Totals;
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
        Standing standing = Standing.read(directory);
        PrintWriter out = spec.commandLine().getOut();
        out.println(format == ResultFormat.JSON ? Json.line(standing.figures()) : text(standing, directory));
        out.flush();
        return ExitCode.DONE;
    }

    private static String text(Standing standing, Path directory) {
        Totals totals = standing.totals();
        return totals == null
                ? "  Nothing has been copied yet: " + directory + " has no ledger."
                : table(standing.jobs()) + rate(standing) + "\n  " + attention(totals) + "\n  "
                        + running(standing.holder()) + paused(standing.pauses());
    }

    private static String table(List<JobState> jobs) {
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
        for (JobState job : jobs) {
            table.line(
                    job.job().name(),
                    job.mark() == Long.MIN_VALUE ? "-" : Long.toString(job.mark()),
                    Standing.count(job, OutcomeKind.COPIED),
                    Standing.count(job, OutcomeKind.ALREADY_THERE),
                    Standing.count(job, OutcomeKind.MISSING),
                    Standing.count(job, OutcomeKind.OBSOLETE),
                    Standing.count(job, OutcomeKind.DEAD_LETTER),
                    Amounts.bytes(Standing.bytes(job)),
                    state(job));
        }
        return table.toString();
    }

    private static String rate(Standing standing) {
        Measure measure = standing.measure();
        if (measure == null) {
            return "";
        }
        String speed = Amounts.count(Math.round(measure.objectsPerSecond())) + " objects/s, "
                + Amounts.bytes(measure.bytesPerSecond()) + "/s: " + Amounts.count(measure.objects()) + " copied in "
                + Amounts.time(measure.time());
        return standing.measuresThisRun()
                ? "\n  This run so far: " + speed + "."
                : "\n  The last run that was measured: " + speed + ", until "
                        + measure.ended().truncatedTo(ChronoUnit.SECONDS) + ".";
    }

    private static String attention(Totals totals) {
        return "To look at: " + Amounts.count(totals.allDeadLetters()) + " dead letters, "
                + Amounts.count(totals.missingMandatory()) + " missing originals, "
                + Amounts.count(totals.missingOptional()) + " missing reduced versions, "
                + (totals.leftOut() == 0 ? "" : Amounts.count(totals.leftOut()) + " left out as private, ")
                + Amounts.count(totals.oddRows()) + " odd rows (mediaferry report lists them).";
    }

    private static String running(@Nullable Holder holder) {
        return holder == null ? "No run is going on." : "Running now: " + holder.describe() + ".";
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
}
