package org.mediaferry.foreign;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax of {@code .env} files as Mastodon reads them: that of the Ruby library dotenv 3.2.0 (lib/dotenv/parser.rb and
 * lib/dotenv/substitutions), with an empty environment around it, and without running commands.
 */
final class Dotenv {

    /** A name, then perhaps a value; quoted ones may span lines. What matches nowhere is passed over. */
    private static final Pattern ENTRY = Pattern.compile(
            "^\\s*(?<export>export\\s+)?(?<name>[\\w.]+)"
                    + "(?:(?:\\s*=\\s*?|:\\s+?)(?<value>" + quoted('\'') + "|" + quoted('"') + "|[^#\\n]+)?)?"
                    + "\\s*(?:#.*)?$",
            Pattern.MULTILINE | Pattern.UNIX_LINES);

    private final Map<String, Variable> variables = new LinkedHashMap<>();

    private Dotenv() {}

    /**
     * The variables by name; of two of the same name the later is taken.
     *
     * @throws BadLineException at {@code export NAME} without a value, for a name that has none before
     */
    static Map<String, Variable> parse(String text) {
        String lines = text.replaceAll("\\r\\n?", "\n");
        var file = new Dotenv();
        Matcher entry = ENTRY.matcher(lines);
        while (entry.find()) {
            file.add(
                    entry,
                    1
                            + (int) lines.substring(0, entry.start("name"))
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count());
        }
        return file.variables;
    }

    private void add(Matcher entry, int line) {
        String name = entry.group("name");
        String value = entry.group("value");
        if (value != null || entry.group("export") == null) {
            DotenvValue understood = DotenvValue.of(value == null ? "" : value, variables);
            variables.put(name, new Variable(name, understood.text(), line, understood.holdsCommand()));
        } else if (!variables.containsKey(name)) {
            throw new BadLineException(line, "export without a value, of a variable that has none before");
        }
    }

    /** Written so that only a backslash costs the matcher a step of its stack: values may be long. */
    private static String quoted(char quote) {
        return "\\s*" + quote + "(?:[^" + quote + "\\\\]++|\\\\" + quote + "|\\\\)*" + quote;
    }
}
