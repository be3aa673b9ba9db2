package org.mediaferry.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is missing, by table and by what it means, with a few examples of what is lost. */
final class MissingSummary implements ReportWriter {

    private static final int EXAMPLES = 5;

    private final Map<String, long[]> counts = new LinkedHashMap<>();
    private final List<String> lost = new ArrayList<>();

    @Override
    public void write(ReportLine line) {
        Meaning meaning = Meaning.of(line);
        String table = String.valueOf(line.fields().get("table"));
        counts.computeIfAbsent(table, t -> new long[Meaning.values().length])[meaning.ordinal()]++;
        if (meaning == Meaning.LOST && lost.size() < EXAMPLES) {
            lost.add("%s %s: %s"
                    .formatted(table, line.fields().get("id"), line.fields().get("key")));
        }
    }

    /** The lines to print. */
    List<String> lines() {
        TextTable table = TextTable.ofFigures(
                "", "local original: lost", "remote original: can be fetched again", "reduced version");
        counts.forEach((name, n) -> table.line(
                name, n[Meaning.LOST.ordinal()], n[Meaning.FETCHABLE.ordinal()], n[Meaning.REDUCED.ordinal()]));
        List<String> lines = new ArrayList<>(table.toString().lines().toList());
        lost.forEach(example -> lines.add("  lost, for example  " + Escaped.text(example)));
        return lines;
    }

    private enum Meaning {
        LOST,
        FETCHABLE,
        REDUCED;

        static Meaning of(ReportLine line) {
            if (Boolean.FALSE.equals(line.fields().get("mandatory"))) {
                return REDUCED;
            }
            return Boolean.TRUE.equals(line.fields().get("remote")) ? FETCHABLE : LOST;
        }
    }
}
