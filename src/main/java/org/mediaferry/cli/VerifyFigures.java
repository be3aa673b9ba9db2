package org.mediaferry.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaferry.verify.Counts;
import org.mediaferry.verify.Finding.Kind;
import org.mediaferry.verify.Findings;

/** The end of a comparison: figures by table, and the first few findings of each kind. */
final class VerifyFigures implements ReportWriter {

    private static final int EXAMPLES = 10;

    private final boolean orphansAsked;
    private final Map<String, List<String>> examples = new LinkedHashMap<>();
    private Map<String, Counts> tables = Map.of();
    private Counts total = new Counts();
    private long requests;
    private Duration time = Duration.ZERO;

    /** @param orphansAsked whether they were looked for */
    VerifyFigures(boolean orphansAsked) {
        this.orphansAsked = orphansAsked;
    }

    @Override
    public void write(ReportLine line) {
        List<String> ofKind = examples.computeIfAbsent(line.kind(), kind -> new ArrayList<>());
        if (ofKind.size() < EXAMPLES) {
            Map<String, @Nullable Object> fields = line.fields();
            String row = fields.get("id") == null
                    ? ""
                    : fields.get("table") + " " + fields.get("id") + " " + fields.get("attachment") + " "
                            + fields.get("style") + "  ";
            ofKind.add(Escaped.text("  " + line.kind() + "  " + row + fields.get("key")) + "\n      "
                    + Escaped.text(String.valueOf(fields.get("what"))));
        }
    }

    void end(Findings findings, long requestsMade, Duration timeTaken) {
        tables = findings.tables();
        total = findings.total();
        requests = requestsMade;
        time = timeTaken;
    }

    /** The first findings, the figures, and what to do. */
    String table() {
        TextTable table = heads();
        tables.forEach((name, counts) -> addLine(table, name, counts));
        addLine(table, "total", total);
        List<String> lines = new ArrayList<>();
        examples.values().forEach(lines::addAll);
        lines.add(table.toString());
        lines.addAll(verdict());
        return String.join("\n", lines);
    }

    /** The figures of all tables together, and what to do; the first findings only if there are problems. */
    String summary() {
        TextTable table = heads();
        addLine(table, "total", total);
        List<String> lines = new ArrayList<>();
        if (total.hasProblems()) {
            examples.values().forEach(lines::addAll);
        }
        lines.add(table.toString());
        lines.addAll(verdict());
        return String.join("\n", lines);
    }

    private static TextTable heads() {
        return TextTable.ofFigures(
                "",
                "objects",
                "there",
                "(same MD5)",
                "(same size)",
                "(size unknown)",
                "missing",
                "(optional)",
                "different",
                "missing at the source",
                "orphans");
    }

    /** What it took, and what to do. */
    private List<String> verdict() {
        List<String> lines = new ArrayList<>();
        lines.add("  " + Amounts.time(time) + ", " + Amounts.count(requests) + " listings and HEADs"
                + (total.sampled() > 0 ? ", bytes of " + Amounts.count(total.sampled()) + " compared" : ""));
        lines.addAll(hints());
        return lines;
    }

    private void addLine(TextTable table, String name, Counts counts) {
        table.line(
                name,
                counts.objects(),
                counts.there(),
                counts.sameHash(),
                counts.sameSize(),
                counts.sizeUnknown(),
                counts.of(Kind.MISSING),
                counts.missingOptional(),
                counts.of(Kind.DIFFERENT) + counts.of(Kind.UNREADABLE),
                counts.of(Kind.MISSING_AT_SOURCE),
                orphansAsked ? counts.of(Kind.ORPHAN) : "not asked");
    }

    private List<String> hints() {
        List<String> hints = new ArrayList<>();
        if (total.hasProblems()) {
            hints.add("  Not complete. --format jsonl or csv lists each finding. mediaferry sync copies what rows above"
                    + " the checkpoint lack, with --restart also those below; mediaferry report --failed says what was"
                    + " given up.");
        } else {
            hints.add("  Complete: what the database names is there, but for what the source does not have"
                    + leftOutToo());
        }
        if (total.of(Kind.MISSING_AT_SOURCE) > total.objects() / 2) {
            hints.add(
                    "  Most objects are missing at the source, or were when they were to be copied: are source.bucket and"
                            + " source.key-prefix those of this server? If they were not, begin anew with sync --restart.");
        }
        if (total.of(Kind.LEFT_OUT) > 0) {
            hints.add("  Left out, because they must be private and no ACL is sent: "
                    + Amounts.count(total.of(Kind.LEFT_OUT)) + ". destination.private-objects decides.");
        }
        if (total.of(Kind.UNREADABLE) > 0) {
            hints.add("  Objects that could not be read, counted as different: "
                    + Amounts.count(total.of(Kind.UNREADABLE)));
        }
        if (total.obsolete() > 0) {
            hints.add("  Objects that their rows named no longer when they were looked at again: "
                    + Amounts.count(total.obsolete()));
        }
        return hints;
    }

    private String leftOutToo() {
        return total.of(Kind.LEFT_OUT) > 0 ? ", and for what is left out." : ".";
    }

    /** The figures for programs. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = json(total);
        json.put("problems", total.hasProblems());
        json.put("requests", requests);
        json.put("seconds", time.toMillis() / 1000.0);
        Map<String, Object> ofTables = new LinkedHashMap<>();
        tables.forEach((name, counts) -> ofTables.put(name, json(counts)));
        json.put("tables", ofTables);
        return json;
    }

    private Map<String, @Nullable Object> json(Counts counts) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("objects", counts.objects());
        json.put("there", counts.there());
        json.put("sameMd5", counts.sameHash());
        json.put("sameSize", counts.sameSize());
        json.put("sizeUnknown", counts.sizeUnknown());
        json.put("missing", counts.of(Kind.MISSING));
        json.put("missingOptional", counts.missingOptional());
        json.put("different", counts.of(Kind.DIFFERENT));
        json.put("unreadable", counts.of(Kind.UNREADABLE));
        json.put("missingAtSource", counts.of(Kind.MISSING_AT_SOURCE));
        json.put("leftOut", counts.of(Kind.LEFT_OUT));
        json.put("obsolete", counts.obsolete());
        json.put("bytesCompared", counts.sampled());
        json.put("orphans", orphansAsked ? counts.of(Kind.ORPHAN) : null);
        return json;
    }
}
