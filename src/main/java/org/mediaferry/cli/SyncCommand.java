package org.mediaferry.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mediaferry.Wiring;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.config.Settings;
import org.mediaferry.console.Jobs;
import org.mediaferry.console.Watched;
import org.mediaferry.ledger.Tally.Kind;
import org.mediaferry.sync.Selection;
import org.mediaferry.sync.SyncRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mediaferry sync}: copies. */
@Command(
        name = "sync",
        description = "Copy what the database names. Run it again after a stop: it goes on at the checkpoint.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mediaferry sync",
            "  mediaferry sync accounts custom_emojis --only local",
            "  mediaferry sync --dev --limit 10 media_attachments",
            "  mediaferry sync --since 2026-11-01",
            "  mediaferry sync --config /etc/mediaferry.properties --concurrency 64"
        })
final class SyncCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private SelectionOptions selected;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Copies at once, or auto: transfer.concurrency for this run.")
    private @Nullable String concurrency;

    @Option(names = "--dry-run", description = "Copy nothing; print what would be copied, as plan does.")
    private boolean dryRun;

    @Option(names = "--restart", description = "Forget the checkpoints of these tables and begin anew.")
    private boolean restart;

    @Option(
            names = "--dev",
            description = "One object at a time, with a line for each: to try a configuration with a small --limit.")
    private boolean dev;

    @Option(
            names = "--console",
            description =
                    "Open the console while it copies, to watch and steer it in a browser: console.port, on this machine.")
    private boolean console;

    @Option(names = "--format", paramLabel = "table|json", description = "How the closing figures are printed.")
    private ResultFormat format = ResultFormat.TABLE;

    @Override
    public Integer call() {
        List<MastodonTable> tables = selected.tables();
        Selection selection = selected.selection();
        if (restart && !selection.followsCheckpoint()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--restart begins anew at the first row; with --after, --offset or --since no checkpoint counts: leave one out");
        }
        Settings settings = common.settings(overrides());
        if (dryRun) {
            PrintWriter out = spec.commandLine().getOut();
            return new Planning(settings, tables, selection, Prices.read(null))
                    .print(out, format, !settings.hasDestination());
        }
        if (dev) {
            Logging.lineEach();
        }
        return console ? copyInView(settings, tables, selection) : copy(settings, tables, selection, watched -> {});
    }

    private int copyInView(Settings settings, List<MastodonTable> tables, Selection selection) {
        try (Jobs jobs = new Jobs(null);
                Consoles open = Consoles.open(settings, jobs, false)) {
            open.announce(spec.commandLine().getErr());
            return copy(settings, tables, selection, jobs::watch);
        }
    }

    /** @param watcher is told of the run before it begins */
    private int copy(Settings settings, List<MastodonTable> tables, Selection selection, Consumer<Watched> watcher) {
        PrintWriter out = spec.commandLine().getOut();
        try (Wiring wiring = new Wiring(settings, console)) {
            List<String> names = tables.stream().map(MastodonTable::tableName).toList();
            boolean anew = restart && selected.isAllTables() && selection.equals(Selection.ALL);
            SyncRun sync = wiring.syncRun(selection, anew);
            Map<String, OptionalLong> present = sync.readable(tables);
            if (restart) {
                sync.restart(names);
            }
            Closing closing = new Closing(sync, wiring.ledger(), settings.privacy());
            Watched watched = Watched.begin("sync", sync, present);
            watcher.accept(watched);
            Attended.run(watched, dev, () -> sync.copy(List.copyOf(present.keySet())));
            int exit = closing.print(out, format);
            if (sync.progress().total().of(Kind.COPIED) > 0) {
                ClassArchive.keep();
            }
            return exit;
        }
    }

    private List<String> overrides() {
        List<String> overrides = new ArrayList<>();
        if (concurrency != null) {
            overrides.add("transfer.concurrency=" + concurrency);
        }
        if (dev) {
            overrides.add("transfer.concurrency=1");
        }
        return overrides;
    }
}
