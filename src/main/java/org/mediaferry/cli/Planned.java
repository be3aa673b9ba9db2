package org.mediaferry.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sync would copy.
 *
 * @param tables totals by table
 * @param sum the totals of all of them
 * @param estimate the requests, the time and the costs
 * @param offline whether the database alone was asked, and not the destination
 */
record Planned(Map<String, PlanTotals> tables, PlanTotals sum, PlanEstimate estimate, boolean offline) {

    /** By table, with all that can be said of time and costs. */
    String text() {
        TextTable table = table();
        tables.forEach((name, ofTable) -> addLine(table, name, ofTable));
        addLine(table, "total", sum);
        return table + "\n" + estimate.text();
    }

    /** The totals, and what there is to copy. */
    String summary() {
        TextTable table = table();
        addLine(table, "total", sum);
        return table + "\n" + estimate.summary();
    }

    private static TextTable table() {
        return TextTable.ofFigures(
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
    }

    private void addLine(TextTable table, String name, PlanTotals totals) {
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

    /** The figures for programs. */
    Map<String, @Nullable Object> figures() {
        Map<String, Object> ofTables = new LinkedHashMap<>();
        tables.forEach((name, ofTable) -> ofTables.put(name, ofTable.figures(offline)));
        Map<String, @Nullable Object> figures = sum.figures(offline);
        figures.put("estimate", estimate.figures());
        figures.put("tables", ofTables);
        return figures;
    }
}
