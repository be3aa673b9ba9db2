package org.mediaferry.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The first missing objects, a line each, for reading. */
final class MissingTable implements ReportWriter {

    private static final int MOST = 20;

    private final Consumer<String> out;
    private final TextTable table = TextTable.ofTexts("row", "object", "what it means");
    private long count;

    MissingTable(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void write(ReportLine line) {
        count++;
        if (count <= MOST) {
            table.line(
                    line.fields().get("table") + " " + line.fields().get("id"),
                    line.fields().get("attachment") + " " + line.fields().get("style"),
                    meaning(line.fields().get("mandatory"), line.fields().get("remote")));
        }
    }

    @Override
    public void close() {
        out.accept(table.toString());
        if (count > MOST) {
            out.accept("  ... and " + Amounts.count(count - MOST) + " more");
        }
    }

    private static String meaning(@Nullable Object mandatory, @Nullable Object remote) {
        if (Boolean.FALSE.equals(mandatory)) {
            return "reduced version, may be absent";
        }
        return Boolean.TRUE.equals(remote) ? "remote, can be fetched again" : "local, lost";
    }
}
