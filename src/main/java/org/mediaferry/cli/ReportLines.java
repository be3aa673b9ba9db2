package org.mediaferry.cli;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.mediaferry.ledger.DeadLetter;
import org.mediaferry.ledger.DeadLetterFilter;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.ledger.LeftOutObject;
import org.mediaferry.ledger.MissingFilter;
import org.mediaferry.ledger.MissingObject;
import org.mediaferry.ledger.OddRowEntry;

/** Reads the lists of a ledger page by page, so that a report of any length needs little memory. */
final class ReportLines {

    private static final int PAGE = 1000;

    private final Ledger ledger;
    private final @Nullable String table;

    /** @param table only lines of this table; null for all */
    ReportLines(Ledger ledger, @Nullable String table) {
        this.ledger = ledger;
        this.table = table;
    }

    void to(ReportWriter writer, Predicate<ReportLine.Kind> wanted) {
        if (wanted.test(ReportLine.Kind.MISSING)) {
            MissingFilter filter = new MissingFilter(table, null, null);
            each((after, n) -> ledger.missing(filter, after, n), MissingObject::sequence, ReportLine::of, writer);
        }
        if (wanted.test(ReportLine.Kind.DEAD_LETTER)) {
            DeadLetterFilter filter = new DeadLetterFilter(null, table, null);
            each((after, n) -> ledger.deadLetters(filter, after, n), DeadLetter::sequence, ReportLine::of, writer);
        }
        if (wanted.test(ReportLine.Kind.LEFT_OUT)) {
            each((after, n) -> ledger.leftOut(table, after, n), LeftOutObject::sequence, ReportLine::of, writer);
        }
        if (wanted.test(ReportLine.Kind.ODD_ROW)) {
            each(ledger::oddRows, OddRowEntry::sequence, ReportLine::of, line -> {
                if (table == null || table.equals(line.fields().get("table"))) {
                    writer.write(line);
                }
            });
        }
    }

    private static <T> void each(
            BiFunction<Long, Integer, List<T>> pages,
            ToLongFunction<T> sequence,
            Function<T, ReportLine> line,
            ReportWriter writer) {
        long after = 0;
        List<T> page = pages.apply(after, PAGE);
        while (!page.isEmpty()) {
            page.forEach(entry -> writer.write(line.apply(entry)));
            after = sequence.applyAsLong(page.get(page.size() - 1));
            page = pages.apply(after, PAGE);
        }
    }
}
