package org.mediaferry.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.mediaferry.Wiring;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.config.Settings;
import org.mediaferry.price.PriceList;
import org.mediaferry.sync.PageReader;
import org.mediaferry.sync.Selection;
import org.mediaferry.transfer.AlreadyCopied;

/** Works out what a sync would copy. */
final class Planning {

    private final Settings settings;
    private final List<MastodonTable> tables;
    private final Selection selection;
    private final PriceList prices;

    /** @param prices for the costs */
    Planning(Settings settings, List<MastodonTable> tables, Selection selection, PriceList prices) {
        this.settings = settings;
        this.tables = tables;
        this.selection = selection;
        this.prices = prices;
    }

    /**
     * Prints totals by table.
     *
     * @param offline whether the database alone is asked, and not the destination
     */
    int print(PrintWriter out, ResultFormat format, boolean offline) {
        Planned planned = plan(offline);
        out.println(format == ResultFormat.JSON ? Json.line(planned.figures()) : planned.text());
        out.flush();
        return ExitCode.DONE;
    }

    /**
     * Works it out, and prints nothing.
     *
     * @param offline whether the database alone is asked, and not the destination
     */
    Planned plan(boolean offline) {
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
        return new Planned(totals, sum, new PlanEstimate(settings, prices, sum, lists), offline);
    }

    /** Prints a line of JSON for each object; the database alone is asked. */
    int printObjects(PrintWriter out) {
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
}
