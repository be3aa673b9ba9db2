package org.mediaferry.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts findings by table and hands them on; keeps none. */
public final class Findings {

    /** Where orphans outside of all tables' folders are counted. */
    public static final String ELSEWHERE = "elsewhere";

    private final Map<String, Counts> tables = new LinkedHashMap<>();
    private final Consumer<Finding> next;

    /** @param next is given each finding at once */
    public Findings(Consumer<Finding> next) {
        this.next = next;
    }

    void add(Finding finding) {
        of(finding.table() == null ? ELSEWHERE : finding.table()).add(finding);
        next.accept(finding);
    }

    /** The figures of a table; it has a line from now on. */
    Counts of(String table) {
        return tables.computeIfAbsent(table, t -> new Counts());
    }

    /** The figures by table, in the order of their first mention. */
    public Map<String, Counts> tables() {
        return tables;
    }

    /** The figures of all tables. */
    public Counts total() {
        Counts total = new Counts();
        tables.values().forEach(total::add);
        return total;
    }
}
