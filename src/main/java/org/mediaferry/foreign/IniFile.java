package org.mediaferry.foreign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax of Python's {@code configparser.ConfigParser()}, so that a password means what it means there: comments on
 * lines of their own alone, {@code %%} for a per cent sign. What only serves long texts, continued lines and references to
 * other values, is refused.
 */
final class IniFile {

    private static final Pattern SECTION = Pattern.compile("\\[(.+)].*");
    private static final Pattern OPTION = Pattern.compile("(.*?)\\s*[=:]\\s*(.*)");

    /** @param name in lower case, since case does not matter */
    record Entry(String section, String name, String value, int line) {
        @Override
        public String toString() {
            return "Entry[" + section + " " + name + ", line " + line + "]";
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private String section = "";

    private IniFile() {}

    /** @throws BadLineException at the first line that Python would refuse too, or that is not understood here */
    static List<Entry> parse(String text) {
        var file = new IniFile();
        String[] lines = text.split("\\r\\n|\\r|\\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
                file.add(i + 1, lines[i], line);
            }
        }
        return file.entries;
    }

    private void add(int number, String written, String line) {
        Matcher header = SECTION.matcher(line);
        boolean indented = Character.isWhitespace(written.charAt(0));
        if (indented
                && !entries.isEmpty()
                && entries.get(entries.size() - 1).section().equals(section)) {
            throw new BadLineException(number, "begins with a blank, and so would continue the line above: remove it");
        } else if (header.matches()) {
            section = header.group(1);
            checkOnce(number, "[" + section + "]");
        } else if (section.isEmpty()) {
            throw new BadLineException(number, "stands above the first [section]");
        } else {
            addOption(number, line);
        }
    }

    private void addOption(int number, String line) {
        Matcher option = OPTION.matcher(line);
        if (!option.matches() || option.group(1).isEmpty()) {
            throw new BadLineException(number, "expected key = value (the line's text is not shown)");
        }
        String name = option.group(1).toLowerCase(Locale.ROOT);
        checkOnce(number, section + "\n" + name);
        entries.add(new Entry(section, name, withoutEscapes(number, option.group(2)), number));
    }

    private void checkOnce(int number, String what) {
        if (!seen.add(what)) {
            throw new BadLineException(number, "stands in the file a second time: keep one");
        }
    }

    private static String withoutEscapes(int number, String value) {
        if (value.replace("%%", "").contains("%")) {
            throw new BadLineException(
                    number,
                    "holds a single %: write %% for a per cent sign, and values themselves instead of %(name)s");
        }
        return value.replace("%%", "%");
    }
}
