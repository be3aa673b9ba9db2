package org.mediaferry.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaferry.Wiring;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.config.Settings;
import org.mediaferry.price.PriceList;
import org.mediaferry.sync.PageReader;
import org.mediaferry.sync.Selection;
import org.mediaferry.transfer.AlreadyCopied;

/** Works out what a sync would copy, and prints it. */
final class Planning {

    private final Settings settings;
    private final List<MastodonTable> tables;
    private final Selection selection;
    private final PriceList prices;
    private final PrintWriter out;

    /** @param prices for the costs */
    Planning(Settings settings, List<MastodonTable> tables, Selection selection, PriceList prices, PrintWriter out) {
        this.settings = settings;
        this.tables = tables;
        this.selection = selection;
        this.prices = prices;
        this.out = out;
    }

    /**
     * Prints totals by table.
     *
     * @param offline whether the database alone is asked, and not the destination
     */
    int print(ResultFormat format, boolean offline) {
        Map<String, PlanTotals> totals = new LinkedHashMap<>();
        Long lists;
        try (Wiring wiring = new Wiring(settings)) {
            PageReader pages = wiring.pageReader();
            AlreadyCopied destination = offline ? null : wiring.alreadyCopied();
            Function<Page, Set<MediaObject>> there = destination == null
                    ? page -> Set.of()
                    : page -> destination.of(page).copied();
            for (String table : pages.readable(tables).keySet()) {
                PlanTotals ofTable = new PlanTotals();
                totals.put(table, ofTable);
                pages.scan(
                        table, selection, page -> ofTable.add(page, there.apply(page), settings.privacy()::leavesOut));
            }
            lists = destination == null ? null : destination.requests().lists();
        }
        PlanTotals sum = sum(totals);
        PlanEstimate estimate = new PlanEstimate(settings, prices, sum, lists);
        out.println(
                format == ResultFormat.JSON
                        ? Json.line(figures(totals, sum, estimate, offline))
                        : table(totals, sum, offline) + "\n" + estimate.text());
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

    private static PlanTotals sum(Map<String, PlanTotals> totals) {
        PlanTotals sum = new PlanTotals();
        totals.values().forEach(sum::add);
        return sum;
    }

    private static String table(Map<String, PlanTotals> totals, PlanTotals sum, boolean offline) {
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
        totals.forEach((name, ofTable) -> addLine(table, name, ofTable, offline));
        addLine(table, "total", sum, offline);
        return table.toString();
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

    private static Map<String, @Nullable Object> figures(
            Map<String, PlanTotals> totals, PlanTotals sum, PlanEstimate estimate, boolean offline) {
        Map<String, Object> tables = new LinkedHashMap<>();
        totals.forEach((name, ofTable) -> tables.put(name, ofTable.figures(offline)));
        Map<String, @Nullable Object> figures = sum.figures(offline);
        figures.put("estimate", estimate.figures());
        figures.put("tables", tables);
        return figures;
    }
}
