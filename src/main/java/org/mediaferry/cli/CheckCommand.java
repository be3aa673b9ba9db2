package org.mediaferry.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.mediaferry.Wiring;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.check.Line;
import org.mediaferry.check.Preflight;
import org.mediaferry.check.Verdict;
import org.mediaferry.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mediaferry check}: whether all is there that a copy needs. */
@Command(
        name = "check",
        description = {
            "Look whether settings, SSH, database, both stores and this machine will do, before anything is copied: each"
                    + " line ok, warning or failed, with what was seen and what to do.",
            "Puts one small object at the destination, under a name of its own, and removes it; with --read-only not even"
                    + " that. Exit code 4 when something failed."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mediaferry check",
            "  mediaferry check --read-only",
            "  mediaferry check --format json | jq '.checks[] | select(.verdict != \"ok\")'"
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--read-only", description = "Write nothing: leave out what only a put can show.")
    private boolean readOnly;

    @Option(names = "--format", paramLabel = "table|json", description = "Lines to read, or one piece of JSON.")
    private ResultFormat format = ResultFormat.TABLE;

    @Override
    public Integer call() {
        Settings settings = common.settings();
        PrintWriter out = spec.commandLine().getOut();
        boolean table = format == ResultFormat.TABLE;
        List<Line> lines = new Preflight(settings, !readOnly, () -> readable(settings), line -> {
                    if (table) {
                        out.println(text(line));
                        out.flush();
                    }
                })
                .run();
        boolean usable =
                lines.stream().noneMatch(line -> line.area().equals("destination") && line.verdict() == Verdict.FAILED);
        Cutover cutover = usable ? Cutover.to(settings) : Cutover.NONE;
        out.println(table ? closing(lines) + cutover.text() : Json.line(figures(lines, cutover)));
        out.flush();
        return count(lines).get(Verdict.FAILED) > 0 ? ExitCode.PROBLEMS : ExitCode.DONE;
    }

    private static Map<String, OptionalLong> readable(Settings settings) {
        try (Wiring wiring = new Wiring(settings)) {
            return wiring.pageReader().readable(List.of(MastodonTable.values()));
        }
    }

    private static String text(Line line) {
        String found = "  %-8s %-13s %-18s %s"
                .formatted(line.verdict().label(), line.area(), line.check(), Escaped.text(line.evidence()));
        return line.advice().isEmpty() ? found : found + "\n" + " ".repeat(43) + "-> " + line.advice();
    }

    private static String closing(List<Line> lines) {
        Map<Verdict, Integer> count = count(lines);
        return "\n  " + count.get(Verdict.OK) + " ok, " + count.get(Verdict.WARNING) + " to think about, "
                + count.get(Verdict.FAILED) + " failed.";
    }

    private static Map<String, Object> figures(List<Line> lines, Cutover cutover) {
        Map<String, Object> figures = new LinkedHashMap<>();
        count(lines).forEach((verdict, count) -> figures.put(verdict.label(), count));
        figures.put("checks", lines.stream().map(CheckCommand::fields).toList());
        figures.put("cutover", cutover.variables());
        return figures;
    }

    private static Map<String, Object> fields(Line line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("area", line.area());
        fields.put("check", line.check());
        fields.put("verdict", line.verdict().label());
        fields.put("evidence", line.evidence());
        fields.put("advice", line.advice());
        return fields;
    }

    private static Map<Verdict, Integer> count(List<Line> lines) {
        Map<Verdict, Integer> count = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            count.put(verdict, (int)
                    lines.stream().filter(line -> line.verdict() == verdict).count());
        }
        return count;
    }
}
