package org.mediaferry.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a report is printed. */
enum ReportFormat {
    TABLE {
        @Override
        ReportWriter writer(PrintWriter out, String[] columns) {
            return new Listing(out);
        }
    },
    JSON {
        @Override
        ReportWriter writer(PrintWriter out, String[] columns) {
            return new JsonArray(out);
        }
    },
    JSONL {
        @Override
        ReportWriter writer(PrintWriter out, String[] columns) {
            return line -> out.println(Json.line(present(line)));
        }
    },
    CSV {
        @Override
        ReportWriter writer(PrintWriter out, String[] columns) {
            out.print(String.join(",", columns) + "\r\n");
            return line -> out.print(
                    line.fields().values().stream().map(ReportFormat::csv).collect(Collectors.joining(",")) + "\r\n");
        }
    };

    /** @param columns of the lines to come, in their order */
    abstract ReportWriter writer(PrintWriter out, String[] columns);

    private static Map<String, @Nullable Object> present(ReportLine line) {
        line.fields().values().removeIf(value -> value == null);
        return line.fields();
    }

    /** As RFC 4180 quotes. */
    private static String csv(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** What people read: two lines each, the second with the cause. */
    private static final class Listing implements ReportWriter {
        private final PrintWriter out;
        private long count;

        private Listing(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void write(ReportLine line) {
            count++;
            Map<String, @Nullable Object> fields = line.fields();
            out.println("  %s  %s %s%s".formatted(line.kind(), fields.get("table"), fields.get("id"), what(fields)));
            out.println("      " + Escaped.text(cause(fields)));
        }

        @Override
        public void close() {
            out.println(
                    count == 0
                            ? "  Nothing of what was asked for is on the lists."
                            : "  " + Amounts.count(count) + " in all.");
        }

        private static String what(Map<String, @Nullable Object> fields) {
            Object key = fields.get("key");
            return key == null
                    ? ""
                    : " %s %s  %s  (%s, %s)"
                            .formatted(
                                    fields.get("attachment"),
                                    fields.get("style"),
                                    Escaped.text(key.toString()),
                                    Boolean.TRUE.equals(fields.get("mandatory")) ? "mandatory" : "optional",
                                    Boolean.TRUE.equals(fields.get("remote")) ? "remote" : "local");
        }

        private static String cause(Map<String, @Nullable Object> fields) {
            Object reason = fields.get("reason");
            Object url = fields.get("remoteUrl");
            return reason == null
                    ? fields.get("cause") + (url == null ? "" : "; fetch it again from " + url)
                    : reason + ", " + fields.get("tries") + " tries: " + fields.get("cause");
        }
    }

    private static final class JsonArray implements ReportWriter {
        private final PrintWriter out;
        private boolean first = true;

        private JsonArray(PrintWriter out) {
            this.out = out;
            out.print("[");
        }

        @Override
        public void write(ReportLine line) {
            out.print((first ? "\n" : ",\n") + Json.line(present(line)));
            first = false;
        }

        @Override
        public void close() {
            out.println("\n]");
        }
    }
}
