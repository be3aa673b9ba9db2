package org.mediaferry.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.mediaferry.Wiring;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.config.Settings;
import org.mediaferry.console.Jobs;
import org.mediaferry.console.Watched;
import org.mediaferry.demo.Comparison;
import org.mediaferry.demo.DemoSite;
import org.mediaferry.demo.SampleServer;
import org.mediaferry.ledger.Tally;
import org.mediaferry.ledger.Tally.Kind;
import org.mediaferry.sync.Selection;
import org.mediaferry.sync.SyncRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mediaferry demo}: the main job on a server made up for it. */
@Command(
        name = "demo",
        description = {
            "Show the main job on this machine, with nothing to set up.",
            "Starts a PostgreSQL with a sample Mastodon and two S3 stores, plans, copies everything through the real routes,"
                    + " verifies, and compares source and destination once more, object by object."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mediaferry demo",
            "  mediaferry demo --rows 5000 --format json",
            "  mediaferry demo --keep-running           leaves it up, to try the others"
        })
final class DemoCommand implements Callable<Integer> {

    private static final List<MastodonTable> ALL_TABLES = List.of(MastodonTable.values());

    @Spec
    private CommandSpec spec;

    @Mixin
    private VerboseOption verbose;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of the sample server: 100 to 1000000. Default: 300.")
    private int rows = 300;

    @Option(names = "--keep-running", description = "Leave database and stores up until Ctrl-C, and say how to look.")
    private boolean keepRunning;

    @Option(names = "--format", paramLabel = "table|json", description = "How the result is printed.")
    private ResultFormat format = ResultFormat.TABLE;

    @Override
    public Integer call() throws InterruptedException {
        verbose.apply();
        if (rows < SampleServer.MIN_ROWS || rows > SampleServer.MAX_ROWS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rows must be %d to %d, was %d".formatted(SampleServer.MIN_ROWS, SampleServer.MAX_ROWS, rows));
        }
        DemoTale tale = new DemoTale(
                format == ResultFormat.TABLE
                        ? spec.commandLine().getOut()
                        : spec.commandLine().getErr());
        Instant began = Instant.now();
        tale.starting(rows);
        try (DemoSite site = DemoSite.start(rows)) {
            tale.started(site, Duration.between(began, Instant.now()));
            return show(site, tale);
        }
    }

    private int show(DemoSite site, DemoTale tale) throws InterruptedException {
        Settings settings = Settings.load(CommonOptions.home(), site.settings(), Map.of(), List.of());
        Planned planned = plan(settings, tale);
        SyncRun sync = copy(settings, tale);
        if (sync.run().isStopping()) {
            return stopped(sync);
        }
        VerifyFigures found = new VerifyFigures(false);
        boolean complete = verify(settings, found, tale);
        Tally copied = sync.progress().total();
        Comparison.Result compared = compare(site, tale);
        if (format == ResultFormat.JSON) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(Json.line(figures(planned, copied, found, compared)));
            out.flush();
        }
        if (keepRunning) {
            keepRunning(settings, site, tale);
        }
        boolean allIsRight = complete && compared.isClean() && copied.of(Kind.DEAD_LETTER) == 0;
        return allIsRight ? ExitCode.DONE : ExitCode.PROBLEMS;
    }

    private static Planned plan(Settings settings, DemoTale tale) {
        tale.planning();
        Planned planned = new Planning(settings, ALL_TABLES, Selection.ALL, Prices.read(null)).plan(false);
        tale.planned(planned);
        return planned;
    }

    private static void keepRunning(Settings settings, DemoSite site, DemoTale tale) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (Jobs jobs = new Jobs(new ServeWork(settings));
                Consoles console = Consoles.open(settings, jobs, true)) {
            Signals signals = new Signals(end::countDown, jobs::askNow);
            tale.keepsRunning(site, console);
            end.await();
            signals.close();
        }
    }

    private static SyncRun copy(Settings settings, DemoTale tale) {
        try (Wiring wiring = new Wiring(settings)) {
            SyncRun sync = wiring.syncRun(Selection.ALL);
            Map<String, OptionalLong> tables = sync.readable(ALL_TABLES);
            Closing closing = new Closing(sync, wiring.ledger(), settings.privacy());
            tale.copying();
            Attended.run(Watched.begin("demo", sync, tables), false, () -> sync.copy(List.copyOf(tables.keySet())));
            tale.copied(closing, wiring.ledger());
            return sync;
        }
    }

    /** @return whether verify calls it complete */
    private boolean verify(Settings settings, VerifyFigures found, DemoTale tale) {
        tale.verifying();
        Verifying.What all = new Verifying.What(ALL_TABLES, true, Selection.ALL, false, false, 0);
        int exit = new Verifying(settings, all, spec.commandLine()).compare(found);
        tale.verified(found);
        return exit == ExitCode.DONE;
    }

    private static Comparison.Result compare(DemoSite site, DemoTale tale) {
        tale.comparing();
        Comparison.Result compared = site.compare();
        tale.compared(compared, site);
        return compared;
    }

    private static int stopped(SyncRun sync) {
        sync.run().failure().ifPresent(failure -> {
            throw new StoppedException("the demo stopped: " + Causes.of(failure), failure);
        });
        return ExitCode.INTERRUPTED;
    }

    private static Map<String, Object> figures(
            Planned planned, Tally tally, VerifyFigures found, Comparison.Result compared) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("objects", tally.objects());
        figures.put("copied", tally.of(Kind.COPIED));
        figures.put("alreadyThere", tally.of(Kind.ALREADY_THERE));
        figures.put("missing", tally.of(Kind.MISSING) + tally.of(Kind.MISSING_OPTIONAL));
        figures.put("deadLetters", tally.of(Kind.DEAD_LETTER));
        figures.put("private", tally.of(Kind.PRIVATE));
        figures.put("bytes", tally.bytes());
        figures.put("verified", compared.isClean());
        figures.put("plan", planned.figures());
        figures.put("verify", found.json());
        return figures;
    }
}
