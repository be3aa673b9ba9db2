package org.mediaferry.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mediaferry.config.Privacy;
import org.mediaferry.console.Ended;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.ledger.Tally;
import org.mediaferry.ledger.Tally.Kind;
import org.mediaferry.ledger.Totals;
import org.mediaferry.sync.CopyRun;

/** The end of a run that copied: what it did, what is left to do, and the exit code. */
final class Closing {

    private final CopyRun run;
    private final Ledger ledger;
    private final Privacy privacy;
    private final Instant began = Instant.now();

    /**
     * @param run about to begin
     * @param privacy what becomes of objects that must be private
     */
    Closing(CopyRun run, Ledger ledger, Privacy privacy) {
        this.run = run;
        this.ledger = ledger;
        this.privacy = privacy;
    }

    /**
     * Prints the closing figures.
     *
     * @return the exit code
     * @throws StoppedException when a failure that concerns everything ended the run
     */
    int print(PrintWriter out, ResultFormat format) {
        Duration time = Duration.between(began, Instant.now());
        long deadLetters = ledger.totals().allDeadLetters();
        long leftOut = ledger.totals().leftOut();
        out.println(format == ResultFormat.JSON ? Json.line(figures(time)) : table(time));
        if (format == ResultFormat.TABLE) {
            hints(deadLetters, leftOut).forEach(out::println);
        }
        out.flush();
        Optional<Throwable> failure = run.run().failure();
        if (failure.isPresent()) {
            throw new StoppedException(
                    "stopped, because no other object would fare better: " + Causes.of(failure.get())
                            + "; what was under way is not lost: mend it, then run the command again to go on",
                    failure.get());
        }
        if (run.run().isStopping()) {
            return ExitCode.INTERRUPTED;
        }
        return deadLetters > 0 || isUndecided(leftOut) ? ExitCode.NOT_ALL : ExitCode.DONE;
    }

    /** Whether objects are left out, and nobody has said that they may be. */
    private boolean isUndecided(long leftOut) {
        return leftOut > 0 && privacy != Privacy.SKIP;
    }

    /** How a job of a process that stays up ended. */
    Ended ended(String job) {
        Duration time = Duration.between(began, Instant.now());
        Map<String, Object> figures = figures(time);
        Optional<Throwable> failure = run.run().failure();
        if (failure.isPresent()) {
            return new Ended(job, Instant.now(), Ended.FAILED, Causes.of(failure.get()), figures);
        }
        return new Ended(job, Instant.now(), result(), "", figures);
    }

    private String result() {
        Totals totals = ledger.totals();
        if (run.run().isStopping()) {
            return Ended.STOPPED;
        }
        if (totals.allDeadLetters() > 0) {
            return Ended.DEAD_LETTERS;
        }
        return isUndecided(totals.leftOut()) ? Ended.LEFT_OUT : Ended.DONE;
    }

    /** What was done, by table, until now. */
    String table() {
        return table(Duration.between(began, Instant.now()));
    }

    private String table(Duration time) {
        TextTable table = TextTable.ofFigures(
                "", "objects", "copied", "already there", "missing", "(optional)", "obsolete", "dead letters", "bytes");
        run.progress().tallies().forEach((name, tally) -> addLine(table, name, tally));
        Tally total = run.progress().total();
        addLine(table, "total", total);
        return table + "\n  " + Amounts.time(time) + ", "
                + Amounts.count(Math.round(Amounts.rate(total.objects(), time))) + " objects/s, "
                + Amounts.bytes(Amounts.rate(total.bytes(), time)) + "/s, "
                + Amounts.count(copiedAsPrivate(total)) + " copied as private";
    }

    private static void addLine(TextTable table, String name, Tally tally) {
        table.line(
                name,
                tally.objects(),
                tally.of(Kind.COPIED),
                tally.of(Kind.ALREADY_THERE),
                tally.of(Kind.MISSING),
                tally.of(Kind.MISSING_OPTIONAL),
                tally.of(Kind.OBSOLETE),
                tally.of(Kind.DEAD_LETTER),
                Amounts.bytes(tally.bytes()));
    }

    private List<String> hints(long deadLetters, long leftOut) {
        Tally total = run.progress().total();
        List<String> hints = new ArrayList<>();
        if (deadLetters > 0) {
            hints.add(
                    "  " + Amounts.count(deadLetters)
                            + " dead letters are in the ledger: mediaferry report --failed says why, mediaferry replay tries again");
        }
        if (total.of(Kind.MISSING) > 0) {
            hints.add("  Originals that the database names and the source does not have: "
                    + Amounts.count(total.of(Kind.MISSING)) + ". mediaferry report --missing lists them.");
        }
        if (total.of(Kind.MISSING) > total.objects() / 2) {
            hints.add(
                    "  Most of the originals are missing: are source.bucket and source.key-prefix those of this server?"
                            + " If not, correct them and begin anew with sync --restart.");
        }
        if (privacy == Privacy.COPY && total.of(Kind.PRIVATE) > 0) {
            hints.add("  Copied without an ACL, though they must be private: " + Amounts.count(total.of(Kind.PRIVATE))
                    + ". destination.acl is none: whoever may read the bucket may read them.");
        }
        if (leftOut > 0) {
            hints.add("  Left out, because they must be private and no ACL was sent: " + Amounts.count(leftOut)
                    + ". mediaferry report --left-out lists them, destination.private-objects decides, and --restart copies"
                    + " them after a change of mind.");
        }
        if (total.of(Kind.REPLACED) > 0) {
            hints.add("  Replaced at the destination, because the size was not the one that the database says: "
                    + Amounts.count(total.of(Kind.REPLACED)) + ". destination.on-conflict can keep such objects.");
        }
        if (total.of(Kind.KEPT) > 0) {
            hints.add("  Left as they are, though their size is not the one that the database says: "
                    + Amounts.count(total.of(Kind.KEPT)) + ". destination.on-conflict is keep.");
        }
        if (total.oddRows() > 0) {
            hints.add("  Odd rows: " + Amounts.count(total.oddRows()) + ". mediaferry report --odd lists them.");
        }
        return hints;
    }

    private Map<String, Object> figures(Duration time) {
        Map<String, Object> figures = figures(run.progress().total());
        figures.put("seconds", time.toMillis() / 1000.0);
        figures.put("interrupted", run.run().isStopping());
        Map<String, Object> tables = new LinkedHashMap<>();
        run.progress().tallies().forEach((name, tally) -> tables.put(name, figures(tally)));
        figures.put("tables", tables);
        return figures;
    }

    private Map<String, Object> figures(Tally tally) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("objects", tally.objects());
        figures.put("copied", tally.of(Kind.COPIED));
        figures.put("replaced", tally.of(Kind.REPLACED));
        figures.put("alreadyThere", tally.of(Kind.ALREADY_THERE));
        figures.put("kept", tally.of(Kind.KEPT));
        figures.put("missing", tally.of(Kind.MISSING));
        figures.put("missingOptional", tally.of(Kind.MISSING_OPTIONAL));
        figures.put("obsolete", tally.of(Kind.OBSOLETE));
        figures.put("leftOut", tally.of(Kind.LEFT_OUT));
        figures.put("deadLetters", tally.of(Kind.DEAD_LETTER));
        figures.put("private", copiedAsPrivate(tally));
        figures.put("oddRows", tally.oddRows());
        figures.put("bytes", tally.bytes());
        return figures;
    }

    private long copiedAsPrivate(Tally tally) {
        return privacy == Privacy.BY_ACL ? tally.of(Kind.PRIVATE) : 0;
    }
}
