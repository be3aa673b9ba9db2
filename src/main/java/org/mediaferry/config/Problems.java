package org.mediaferry.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that an administrator sees all of it at once. */
final class Problems {
    private final List<String> lines = new ArrayList<>();

    /** @param where the origin of the setting, e.g. {@code config/application.properties line 14} */
    void add(String where, String what) {
        lines.add(escaped(where) + ": " + escaped(what));
    }

    /** For a problem that lies between several settings. */
    void add(String what) {
        lines.add(escaped(what));
    }

    /** @throws ConfigurationException if anything was added */
    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new ConfigurationException(lines);
        }
    }

    /** One problem stays one line, whatever stands in a value. */
    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                escaped.append("\\u%04x".formatted(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
