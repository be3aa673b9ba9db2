package org.mediaferry.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mediaferry.Wiring;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.config.Settings;
import org.mediaferry.console.Watched;
import org.mediaferry.ledger.DeadLetterFilter;
import org.mediaferry.outcome.Reason;
import org.mediaferry.sync.ReplayRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mediaferry replay}: tries dead letters again. */
@Command(
        name = "replay",
        description = "Queue dead letters again. Each stays in the ledger until it is copied, missing or obsolete.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mediaferry replay",
            "  mediaferry replay --reason denied --table accounts",
            "  mediaferry replay --key 'cache/*'"
        })
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--reason",
            paramLabel = "CLASS",
            description = "Only these: denied, transient, corrupt, too-large, invalid-key, destination-full or other.")
    private @Nullable String reason;

    @Option(names = "--table", paramLabel = "TABLE", description = "Only those of this table.")
    private @Nullable String table;

    @Option(
            names = "--key",
            paramLabel = "GLOB",
            description = "Only those with such a key: * is any text, slashes included, ? one character.")
    private @Nullable String key;

    @Option(names = "--format", paramLabel = "table|json", description = "How the closing figures are printed.")
    private ResultFormat format = ResultFormat.TABLE;

    @Override
    public Integer call() {
        DeadLetterFilter filter = filter();
        Settings settings = common.settings();
        try (Wiring wiring = new Wiring(settings)) {
            ReplayRun replay = wiring.replayRun(filter);
            Closing closing = new Closing(replay, wiring.ledger(), settings.privacy());
            Attended.run(Watched.begin("replay", replay, Map.of()), false, replay::replay);
            return closing.print(spec.commandLine().getOut(), format);
        }
    }

    private DeadLetterFilter filter() {
        try {
            return new DeadLetterFilter(
                    reason == null ? null : named(reason),
                    table == null ? null : MastodonTable.named(table).tableName(),
                    key);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Reason named(String reason) {
        try {
            return Reason.named(reason);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--" + e.getMessage(), e);
        }
    }
}
