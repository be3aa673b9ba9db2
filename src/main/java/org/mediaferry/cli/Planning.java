package org.mediaferry.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mediaferry.Wiring;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.config.Settings;
import org.mediaferry.sync.PageReader;
import org.mediaferry.sync.Selection;

/** Works out what a sync would copy, from the database alone, and prints it. */
final class Planning {

    private final Settings settings;
    private final List<MastodonTable> tables;
    private final Selection selection;
    private final PrintWriter out;

    Planning(Settings settings, List<MastodonTable> tables, Selection selection, PrintWriter out) {
        this.settings = settings;
        this.tables = tables;
        this.selection = selection;
        this.out = out;
    }

    /** Prints totals by table. */
    int print(ResultFormat format) {
        Map<String, PlanTotals> totals = new LinkedHashMap<>();
        try (Wiring wiring = new Wiring(settings)) {
            PageReader pages = wiring.pageReader();
            for (String table : pages.readable(tables).keySet()) {
                PlanTotals ofTable = new PlanTotals();
                totals.put(table, ofTable);
                pages.scan(table, selection, ofTable::add);
            }
        }
        out.println(format == ResultFormat.JSON ? Json.line(figures(totals)) : table(totals));
        out.flush();
        return ExitCode.DONE;
    }

    /** Prints a line of JSON for each object. */
    int printObjects() {
        try (Wiring wiring = new Wiring(settings)) {
            PageReader pages = wiring.pageReader();
            for (String table : pages.readable(tables).keySet()) {
                pages.scan(table, selection, page -> {
                    page.objects().forEach(object -> out.println(Json.line(object)));
                    page.oddRows().forEach(Warnings::oddRow);
                });
            }
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static String table(Map<String, PlanTotals> totals) {
        TextTable table = TextTable.ofFigures(
                "", "rows", "objects", "local", "remote", "public", "private", "no ACL", "bytes known", "size unknown");
        PlanTotals sum = new PlanTotals();
        totals.forEach((name, ofTable) -> {
            addLine(table, name, ofTable);
            sum.add(ofTable);
        });
        addLine(table, "total", sum);
        return table + "\n  A first copy makes " + Amounts.count(2 * sum.objects())
                + " requests, a GET and a PUT for each"
                + " object: at 100 objects/s that is "
                + Amounts.time(Duration.ofSeconds(sum.objects() / 100)) + ".\n"
                + "  The database knows the size of originals only; reduced versions come on top.";
    }

    private static void addLine(TextTable table, String name, PlanTotals totals) {
        table.line(
                name,
                totals.rows(),
                totals.objects(),
                totals.local(),
                totals.remote(),
                totals.open(),
                totals.confidential(),
                totals.withoutAcl(),
                Amounts.bytes(totals.bytes()),
                totals.sizeUnknown());
    }

    private static Map<String, Object> figures(Map<String, PlanTotals> totals) {
        PlanTotals sum = new PlanTotals();
        Map<String, Object> tables = new LinkedHashMap<>();
        totals.forEach((name, ofTable) -> {
            tables.put(name, ofTable.figures());
            sum.add(ofTable);
        });
        Map<String, Object> figures = sum.figures();
        figures.put("requests", 2 * sum.objects());
        figures.put("tables", tables);
        return figures;
    }
}
