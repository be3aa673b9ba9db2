package org.mediaferry.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Reads the syntax of {@link Properties}, one entry at a time, so that each knows its line. Stricter in one point: key
 * and value must be parted by {@code =} or {@code :}, since a lone blank is mostly a slip.
 */
final class PropertiesFile {

    /**
     * One entry.
     *
     * @param line the number of its first line, from 1
     */
    record Entry(int line, String key, String value) {
        @Override
        public String toString() {
            return "Entry[line " + line + "]";
        }
    }

    /** A line that is no entry; says nothing of its text, which may be a secret's. */
    record Malformed(int line, String what) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Malformed> malformed = new ArrayList<>();

    private PropertiesFile() {}

    static PropertiesFile parse(String text) {
        var file = new PropertiesFile();
        String[] lines = text.split("\\r\\n|\\r|\\n", -1);
        for (int first = 0; first < lines.length; ) {
            String logical = withoutIndent(lines[first]);
            int next = first + 1;
            if (!logical.isEmpty() && logical.charAt(0) != '#' && logical.charAt(0) != '!') {
                while (endsInBackslash(logical)) {
                    String continuation = next < lines.length ? withoutIndent(lines[next]) : "";
                    logical = logical.substring(0, logical.length() - 1) + continuation;
                    next++;
                }
                file.add(first + 1, logical);
            }
            first = next;
        }
        return file;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Malformed> malformed() {
        return malformed;
    }

    private void add(int line, String logical) {
        if (!hasSeparator(logical)) {
            malformed.add(new Malformed(line, "expected key = value (the line's text is not shown)"));
            return;
        }
        var single = new Properties();
        try {
            single.load(new StringReader(logical));
            single.forEach((key, value) -> entries.add(new Entry(line, (String) key, (String) value)));
        } catch (IOException | IllegalArgumentException e) {
            malformed.add(new Malformed(line, "expected four hexadecimal digits after \\u"));
        }
    }

    private static String withoutIndent(String line) {
        return line.replaceFirst("^[ \\t\\f]+", "");
    }

    private static boolean endsInBackslash(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    /** An escaped character is part of the key. */
    private static boolean hasSeparator(String logical) {
        return logical.matches("(?s)(?:[^\\\\=: \\t\\f]++|\\\\.)*+[ \\t\\f]*[=:].*");
    }
}
