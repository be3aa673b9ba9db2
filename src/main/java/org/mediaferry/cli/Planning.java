package org.mediaferry.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.mediaferry.Wiring;
import org.mediaferry.catalog.Page;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.config.Settings;
import org.mediaferry.sync.PageReader;
import org.mediaferry.sync.Selection;
import org.mediaferry.transfer.AlreadyCopied;

/** Works out what a sync would copy, and prints it. */
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

    /**
     * Prints totals by table.
     *
     * @param offline whether the database alone is asked, and not the destination
     */
    int print(ResultFormat format, boolean offline) {
        Map<String, PlanTotals> totals = new LinkedHashMap<>();
        try (Wiring wiring = new Wiring(settings)) {
            PageReader pages = wiring.pageReader();
            ToLongFunction<Page> there = offline ? page -> 0 : countThere(wiring.alreadyCopied());
            for (String table : pages.readable(tables).keySet()) {
                PlanTotals ofTable = new PlanTotals();
                totals.put(table, ofTable);
                pages.scan(table, selection, page -> ofTable.add(page, there.applyAsLong(page)));
            }
        }
        out.println(format == ResultFormat.JSON ? Json.line(figures(totals, offline)) : table(totals, offline));
        out.flush();
        return ExitCode.DONE;
    }

    /** Prints a line of JSON for each object; the database alone is asked. */
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

    private static ToLongFunction<Page> countThere(AlreadyCopied destination) {
        return page -> destination.of(page).copied().size();
    }

    private static String table(Map<String, PlanTotals> totals, boolean offline) {
        TextTable table = TextTable.ofFigures(
                "",
                "rows",
                "objects",
                "already there",
                "local",
                "remote",
                "public",
                "private",
                "no ACL",
                "bytes known",
                "size unknown");
        PlanTotals sum = new PlanTotals();
        totals.forEach((name, ofTable) -> {
            addLine(table, name, ofTable, offline);
            sum.add(ofTable);
        });
        addLine(table, "total", sum, offline);
        return table + "\n  To copy them takes " + Amounts.count(sum.requests()) + " requests, a GET and a PUT for each"
                + " object that is not there: at 100 objects/s that is "
                + Amounts.time(Duration.ofSeconds(sum.requests() / 200)) + ".\n"
                + "  The database knows the size of originals only; reduced versions come on top.";
    }

    private static void addLine(TextTable table, String name, PlanTotals totals, boolean offline) {
        table.line(
                name,
                totals.rows(),
                totals.objects(),
                offline ? "not asked" : totals.alreadyThere(),
                totals.local(),
                totals.remote(),
                totals.open(),
                totals.confidential(),
                totals.withoutAcl(),
                Amounts.bytes(totals.bytes()),
                totals.sizeUnknown());
    }

    private static Map<String, @Nullable Object> figures(Map<String, PlanTotals> totals, boolean offline) {
        PlanTotals sum = new PlanTotals();
        Map<String, Object> tables = new LinkedHashMap<>();
        totals.forEach((name, ofTable) -> {
            tables.put(name, ofTable.figures(offline));
            sum.add(ofTable);
        });
        Map<String, @Nullable Object> figures = sum.figures(offline);
        figures.put("tables", tables);
        return figures;
    }
}
