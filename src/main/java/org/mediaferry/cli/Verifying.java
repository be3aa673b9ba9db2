package org.mediaferry.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.mediaferry.VerifyWiring;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.config.Privacy;
import org.mediaferry.config.Settings;
import org.mediaferry.sync.PageReader;
import org.mediaferry.sync.Selection;
import org.mediaferry.verify.Counts;
import org.mediaferry.verify.Finding;
import org.mediaferry.verify.Findings;
import org.mediaferry.verify.Sample;
import org.mediaferry.verify.Verification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs a comparison and prints what it finds. */
final class Verifying {

    private static final Logger LOG = LoggerFactory.getLogger(Verifying.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final Settings settings;
    private final What what;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Instant began = Instant.now();
    private Instant lastLine = began;

    /**
     * What to compare.
     *
     * @param tables which to read
     * @param allTables whether none was named, so that orphans are looked for outside of their folders, too
     * @param source whether to list the source
     * @param orphans whether to look for them
     * @param sample how many objects' bytes to compare, 0 for none
     */
    record What(
            List<MastodonTable> tables,
            boolean allTables,
            Selection selection,
            boolean source,
            boolean orphans,
            int sample) {}

    Verifying(Settings settings, What what, CommandLine command) {
        this.settings = settings;
        this.what = what;
        this.out = command.getOut();
        this.err = command.getErr();
    }

    /**
     * Compares and prints.
     *
     * @return the exit code
     * @throws StoppedException when a store cannot be asked any more
     */
    int print(ReportFormat format) {
        VerifyFigures figures = new VerifyFigures(what.orphans());
        ReportWriter writer = writer(format, figures);
        int exit = compare(figures, writer);
        writer.close();
        switch (format) {
            case TABLE -> out.println(figures.table());
            case JSON -> out.println(Json.line(figures.json()));
            case JSONL, CSV -> err.println(figures.table());
        }
        out.flush();
        err.flush();
        return exit;
    }

    /**
     * Compares, and prints nothing.
     *
     * @param figures take what is found
     * @return the exit code
     * @throws StoppedException when a store cannot be asked any more
     */
    int compare(VerifyFigures figures) {
        return compare(figures, figures);
    }

    /** @param writer takes each finding */
    private int compare(VerifyFigures figures, ReportWriter writer) {
        Findings findings = new Findings(finding -> writer.write(VerifyLine.of(finding)));
        try (VerifyWiring wiring = new VerifyWiring(settings, what.source() || what.sample() > 0)) {
            compare(wiring, findings);
            figures.end(findings, wiring.requests(), Duration.between(began, Instant.now()));
        } catch (SdkException e) {
            throw new StoppedException(
                    "stopped before the end, because a store cannot be asked any more: " + Causes.of(e)
                            + "; mend it, then run the command again",
                    e);
        }
        return exitCode(findings.total());
    }

    private int exitCode(Counts total) {
        boolean unasked = total.of(Finding.Kind.LEFT_OUT) > 0 && settings.privacy() != Privacy.SKIP;
        return total.hasProblems() ? ExitCode.PROBLEMS : unasked ? ExitCode.NOT_ALL : ExitCode.DONE;
    }

    private ReportWriter writer(ReportFormat format, VerifyFigures figures) {
        return switch (format) {
            case TABLE, JSON -> figures;
            case JSONL, CSV -> format.writer(out, VerifyLine.COLUMNS);
        };
    }

    private void compare(VerifyWiring wiring, Findings findings) {
        PageReader pages = wiring.pages();
        Collection<String> tables = pages.readable(what.tables()).keySet();
        Sample sample = wiring.sample(what.sample());
        Verification verification = wiring.verification(what.source(), findings, sample);
        for (String table : tables) {
            pages.scan(table, what.selection(), page -> {
                page.oddRows().forEach(Warnings::oddRow);
                verification.check(page);
                tell(findings, table + " up to id " + page.last());
            });
        }
        if (what.orphans()) {
            wiring.orphans(findings)
                    .find(
                            Set.copyOf(tables),
                            what.allTables() ? List.of() : what.tables(),
                            keys -> tell(findings, keys + " keys of the destination listed"));
        }
        if (what.sample() > 0) {
            wiring.sampleCheck(findings).check(sample);
        }
    }

    /** A line now and then: a large server takes hours. */
    private void tell(Findings findings, String where) {
        if (Instant.now().isAfter(lastLine.plus(BETWEEN_LINES))) {
            lastLine = Instant.now();
            LOG.info("verify - {} objects, {}", findings.total().objects(), where);
        }
    }
}
