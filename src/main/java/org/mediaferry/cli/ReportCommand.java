package org.mediaferry.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.ledger.Ledger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mediaferry report}: what was not copied, and why. */
@Command(
        name = "report",
        description =
                "List missing objects, dead letters, odd rows and what was left out. Contacts neither database nor store.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mediaferry report",
            "  mediaferry report --missing --table accounts --format csv > missing.csv",
            "  mediaferry report --failed --format jsonl"
        })
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--missing", description = "Objects that the source does not have.")
    private boolean missing;

    @Option(names = "--failed", description = "Dead letters: objects that were given up.")
    private boolean failed;

    @Option(names = "--odd", description = "Rows, or values of them, that the rules do not cover.")
    private boolean odd;

    @Option(
            names = "--left-out",
            description = "Objects that must be private, and were left out because no ACL is sent.")
    private boolean leftOut;

    @Option(names = "--table", paramLabel = "TABLE", description = "Only those of this table.")
    private @Nullable String table;

    @Option(names = "--format", paramLabel = "table|json|jsonl|csv", description = "How they are printed.")
    private ReportFormat format = ReportFormat.TABLE;

    @Override
    public Integer call() {
        String only = table();
        PrintWriter out = spec.commandLine().getOut();
        Path work = common.settings().workDirectory();
        Optional<Ledger> found = Ledger.openReadOnly(work);
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("Nothing has been copied yet: " + work + " has no ledger");
            spec.commandLine().getErr().flush();
        }
        ReportWriter writer = format.writer(out, ReportLine.COLUMNS);
        if (found.isPresent()) {
            try (Ledger ledger = found.get()) {
                new ReportLines(ledger, only).to(writer, this::wants);
            }
        }
        // Not after a failure: its last line says that this was all
        writer.close();
        out.flush();
        return ExitCode.DONE;
    }

    private boolean wants(ReportLine.Kind kind) {
        boolean all = !missing && !failed && !odd && !leftOut;
        return all
                || switch (kind) {
                    case MISSING -> missing;
                    case DEAD_LETTER -> failed;
                    case ODD_ROW -> odd;
                    case LEFT_OUT -> leftOut;
                };
    }

    private @Nullable String table() {
        try {
            return table == null ? null : MastodonTable.named(table).tableName();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
