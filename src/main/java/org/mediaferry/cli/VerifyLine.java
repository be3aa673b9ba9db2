package org.mediaferry.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.verify.Finding;

/** A finding as a line. */
final class VerifyLine {

    static final String[] COLUMNS = {
        "kind",
        "problem",
        "table",
        "id",
        "attachment",
        "style",
        "key",
        "mandatory",
        "remote",
        "size",
        "lastModified",
        "what"
    };

    private VerifyLine() {}

    static ReportLine of(Finding finding) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String column : COLUMNS) {
            fields.put(column, null);
        }
        fields.put("kind", finding.kind().label());
        fields.put("problem", finding.kind().isProblem());
        fields.put("table", finding.table());
        fields.put("key", finding.key());
        fields.put("size", finding.size());
        fields.put(
                "lastModified",
                finding.lastModified() == null ? null : finding.lastModified().toString());
        fields.put("what", finding.what());
        MediaObject object = finding.object();
        if (object != null) {
            fields.put("id", object.id());
            fields.put("attachment", object.attachment());
            fields.put("style", object.style());
            fields.put("mandatory", object.mandatory());
            fields.put("remote", object.remote());
        }
        return new ReportLine(finding.kind().label(), fields);
    }
}
