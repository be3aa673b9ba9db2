package org.mediaferry.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.sync.Selection;
import org.mediaferry.verify.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mediaferry verify}: whether the destination has what the database names. */
@Command(
        name = "verify",
        description = {
            "Compare what the database names with what the destination has, by listing it. Writes nothing, not even the"
                    + " ledger, and may run beside a sync.",
            "Exit code 4 when something is missing, different, or cannot be read. What the source does not have either,"
                    + " and orphans, are reported, and are no fault of the copy.",
            "With --format jsonl or csv, a line for each finding goes to standard output, and the figures to standard"
                    + " error."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mediaferry verify",
            "  mediaferry verify --source --sample 1000",
            "  mediaferry verify media_attachments --orphans --format csv > orphans.csv"
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private SelectionOptions selected;

    @Option(
            names = "--source",
            description = "List the source, too, and compare sizes and, where both are an MD5, ETags. Without it, sizes"
                    + " are compared with those in the rows, which may be wrong, and the ledger says what the source"
                    + " did not have.")
    private boolean source;

    @Option(names = "--orphans", description = "List what the destination has and no row claims; of whole tables only.")
    private boolean orphans;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Read N objects, chosen at random from those found right, at both stores, and compare their"
                    + " bytes; 1 to 100000.")
    private @Nullable Integer sample;

    @Option(
            names = "--format",
            paramLabel = "table|json|jsonl|csv",
            description = "Figures by table, figures as JSON, or a line for each finding.")
    private ReportFormat format = ReportFormat.TABLE;

    @Override
    public Integer call() {
        List<MastodonTable> tables = selected.tables();
        Selection selection = selected.selection();
        if (sample != null && (sample < 1 || sample > Sample.MOST)) {
            throw usage("--sample must be 1 to " + Sample.MOST + ", was " + sample);
        }
        if (orphans && !selection.equals(Selection.ALL)) {
            throw usage("--orphans looks at whole tables: leave out --only, --after, --offset and --limit");
        }
        Verifying.What what = new Verifying.What(
                tables, selected.isAllTables(), selection, source, orphans, sample == null ? 0 : sample);
        return new Verifying(common.settings(), what, spec.commandLine()).print(format);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
