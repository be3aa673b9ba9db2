package org.mediaferry.check;

import java.util.function.Consumer;

/** What is found in one area, line by line as it is found: some looks take their time. */
final class Findings {

    private final String area;
    private final Consumer<Line> each;

    Findings(String area, Consumer<Line> each) {
        this.area = area;
        this.each = each;
    }

    void ok(String check, String evidence) {
        each.accept(new Line(area, check, Verdict.OK, evidence, ""));
    }

    void warning(String check, String evidence, String advice) {
        each.accept(new Line(area, check, Verdict.WARNING, evidence, advice));
    }

    void failed(String check, String evidence, String advice) {
        each.accept(new Line(area, check, Verdict.FAILED, evidence, advice));
    }
}
