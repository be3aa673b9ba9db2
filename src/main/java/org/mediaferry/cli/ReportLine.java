package org.mediaferry.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.ledger.DeadLetter;
import org.mediaferry.ledger.LeftOutObject;
import org.mediaferry.ledger.MissingObject;
import org.mediaferry.ledger.OddRowEntry;

/**
 * A line of a report.
 *
 * @param kind its label
 * @param fields by column, in the order of the report's columns; null where the kind has none
 */
record ReportLine(String kind, Map<String, @Nullable Object> fields) {

    enum Kind {
        MISSING,
        DEAD_LETTER,
        ODD_ROW,
        LEFT_OUT;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final String[] COLUMNS = {
        "kind",
        "table",
        "id",
        "attachment",
        "style",
        "key",
        "mandatory",
        "remote",
        "remoteUrl",
        "reason",
        "tries",
        "firstAt",
        "lastAt",
        "cause"
    };

    static ReportLine of(MissingObject missing) {
        Map<String, @Nullable Object> fields = fields(Kind.MISSING, missing.object());
        fields.put("remoteUrl", missing.remoteUrl());
        fields.put("firstAt", missing.firstAt().toString());
        fields.put("lastAt", missing.lastAt().toString());
        fields.put("cause", "the source has no such object");
        return new ReportLine(Kind.MISSING.label(), fields);
    }

    static ReportLine of(DeadLetter letter) {
        Map<String, @Nullable Object> fields = fields(Kind.DEAD_LETTER, letter.object());
        fields.put("reason", letter.reason().label());
        fields.put("tries", letter.tries());
        fields.put("firstAt", letter.firstAt().toString());
        fields.put("lastAt", letter.lastAt().toString());
        fields.put("cause", letter.cause());
        return new ReportLine(Kind.DEAD_LETTER.label(), fields);
    }

    static ReportLine of(OddRowEntry odd) {
        Map<String, @Nullable Object> fields = empty(Kind.ODD_ROW);
        fields.put("table", odd.row().table());
        fields.put("id", odd.row().id());
        fields.put("lastAt", odd.lastAt().toString());
        fields.put("cause", odd.row().what());
        return new ReportLine(Kind.ODD_ROW.label(), fields);
    }

    static ReportLine of(LeftOutObject leftOut) {
        Map<String, @Nullable Object> fields = fields(Kind.LEFT_OUT, leftOut.object());
        fields.put("firstAt", leftOut.firstAt().toString());
        fields.put("lastAt", leftOut.lastAt().toString());
        fields.put("cause", "it must be private, and no ACL is sent: destination.private-objects=copy copies it");
        return new ReportLine(Kind.LEFT_OUT.label(), fields);
    }

    private static Map<String, @Nullable Object> fields(Kind kind, MediaObject object) {
        Map<String, @Nullable Object> fields = empty(kind);
        fields.put("table", object.table());
        fields.put("id", object.id());
        fields.put("attachment", object.attachment());
        fields.put("style", object.style());
        fields.put("key", object.key());
        fields.put("mandatory", object.mandatory());
        fields.put("remote", object.remote());
        return fields;
    }

    private static Map<String, @Nullable Object> empty(Kind kind) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String column : COLUMNS) {
            fields.put(column, null);
        }
        fields.put("kind", kind.label());
        return fields;
    }
}
