package org.mediaferry.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table on the terminal, each column as wide as it needs. */
final class TextTable {

    private final List<List<String>> lines = new ArrayList<>();
    private final int leftColumns;

    private TextTable(int leftColumns, String... heads) {
        this.leftColumns = leftColumns;
        lines.add(List.of(heads));
    }

    /** A table of names to the left and figures to the right. */
    static TextTable ofFigures(String... heads) {
        return new TextTable(1, heads);
    }

    /** A table of texts, all to the left. */
    static TextTable ofTexts(String... heads) {
        return new TextTable(heads.length, heads);
    }

    /** @param cells as many as there are heads; numbers are grouped */
    TextTable line(Object... cells) {
        lines.add(Arrays.stream(cells)
                .map(cell -> cell instanceof Long n ? Amounts.count(n) : String.valueOf(cell))
                .toList());
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return lines.stream().map(line -> text(line, widths)).collect(Collectors.joining("\n"));
    }

    private String text(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - line.get(i).length());
            text.append("  ").append(i < leftColumns ? line.get(i) + padding : padding + line.get(i));
        }
        return text.toString().stripTrailing();
    }
}
