package org.mediaferry.config;

import java.util.stream.Collectors;

/** The table of settings as text, for the files that repeat it: the README and the properties file. */
public final class KeyReference {
    private static final String HEADER = """
            # mediaferry's settings, each with its default; a line that begins with # is not in force.
            # An environment variable overrides this file (a.b-c is A_B_C), --set key=value overrides both.
            # Times have a unit: ms, s, m or h. Secrets better come from the environment or from ...-file keys.
            # Keys of your own begin with custom. and can be used in routes as {{custom.name}}.
            """;

    private KeyReference() {}

    /** The table of the README: key, values, default, meaning. */
    public static String markdown() {
        return "| key | values | default | meaning |\n| --- | --- | --- | --- |\n"
                + Keys.all().stream().map(KeyReference::row).collect(Collectors.joining());
    }

    /** The file config/application.properties, as it must be shipped. */
    static String properties() {
        var text = new StringBuilder(HEADER);
        String section = "";
        for (Key<?> key : Keys.all()) {
            if (!section(key).equals(section)) {
                section = section(key);
                text.append("\n# ---- ").append(section).append(" ----\n");
            }
            text.append('\n').append(comment(key)).append(assignment(key)).append('\n');
        }
        return text.toString();
    }

    private static String row(Key<?> key) {
        String standard = key.defaultText() == null ? "unset" : "`" + key.defaultText() + "`";
        return "| `%s` | %s | %s | %s |\n".formatted(key.name(), key.type().expected(), standard, key.meaning());
    }

    private static String comment(Key<?> key) {
        String standard = key.defaultText() == null ? "unset" : key.defaultText();
        String text = "%s [%s; default: %s]".formatted(key.meaning(), key.type().expected(), standard);
        return text.replaceAll("(.{1,116})(?: +|$)", "# $1\n");
    }

    private static String assignment(Key<?> key) {
        return key.defaultText() == null ? "#" + key.name() + " =" : key.name() + " = " + key.defaultText();
    }

    private static String section(Key<?> key) {
        return switch (key.name().substring(0, key.name().indexOf('.'))) {
            case "database" -> "The server's database, which is only read";
            case "source" -> "The store to copy from, which is only read";
            case "destination" -> "The store to copy to";
            case "mastodon" -> "The server";
            case "transfer", "retry", "pause" -> "Copying";
            case "poll" -> "Reading the tables";
            case "queue", "outcome" -> "Queues and ledger";
            case "console" -> "The console of serve and of sync --console";
            case "serve" -> "What serve does by itself";
            default -> "This process";
        };
    }
}
