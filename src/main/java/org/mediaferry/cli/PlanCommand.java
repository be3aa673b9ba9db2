package org.mediaferry.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mediaferry plan}: what a sync would copy. */
@Command(
        name = "plan",
        description = {
            "Print what a sync would copy, what the destination already has, how long it takes and what it costs.",
            "Copies nothing.",
            "With --format jsonl, a line of JSON for each object, and nothing else, goes to standard output."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mediaferry plan",
            "  mediaferry plan accounts --only remote --format json",
            "  mediaferry plan --env-file /home/mastodon/live/.env.production",
            "  mediaferry plan --format jsonl | grep '\"acl\":\"private\"'"
        })
final class PlanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private SelectionOptions selected;

    @Option(
            names = "--offline",
            description = "Ask the database alone, and not the destination which objects it already has.")
    private boolean offline;

    @Option(
            names = "--format",
            paramLabel = "table|json|jsonl",
            description = "Totals by table and estimates, the same as JSON, or a line for each object.")
    private Format format = Format.TABLE;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "What providers charge, for the costs. Default: config/prices.yaml.")
    private @Nullable Path prices;

    private enum Format {
        TABLE,
        JSON,
        JSONL
    }

    @Override
    public Integer call() {
        Settings settings = common.settings();
        Planning planning = new Planning(settings, selected.tables(), selected.selection(), Prices.read(prices));
        PrintWriter out = spec.commandLine().getOut();
        return switch (format) {
            case TABLE -> planning.print(out, ResultFormat.TABLE, isOffline(settings));
            case JSON -> planning.print(out, ResultFormat.JSON, isOffline(settings));
            case JSONL -> planning.printObjects(out);
        };
    }

    /** Without a destination in the configuration there is nobody to ask. */
    private boolean isOffline(Settings settings) {
        return offline || !settings.hasDestination();
    }
}
