package org.mediaferry.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects the lines of one area, and hands each on as it is found: some take their time. */
final class Findings {

    private final String area;
    private final Consumer<Line> each;
    private final List<Line> lines = new ArrayList<>();

    Findings(String area, Consumer<Line> each) {
        this.area = area;
        this.each = each;
    }

    void ok(String check, String evidence) {
        add(new Line(area, check, Verdict.OK, evidence, ""));
    }

    void warning(String check, String evidence, String advice) {
        add(new Line(area, check, Verdict.WARNING, evidence, advice));
    }

    void failed(String check, String evidence, String advice) {
        add(new Line(area, check, Verdict.FAILED, evidence, advice));
    }

    boolean hasFailed() {
        return lines.stream().anyMatch(line -> line.verdict() == Verdict.FAILED);
    }

    private void add(Line line) {
        lines.add(line);
        each.accept(line);
    }
}
