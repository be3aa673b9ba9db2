package org.mediaferry.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of a properties file with every key: what it is for, and its default or the value that somebody gave it. */
final class SettingsFile {
    private static final String HEADER = """
            # mediaferry's settings, each with its default. A line that begins with # is not in force: to set a key, take
            # the # away. An environment variable overrides this file (a.b-c is A_B_C), --set key=value overrides both.
            # Times have a unit: ms, s, m or h. Secrets better come from the environment or from ...-file keys.
            # Keys of your own begin with custom. and can be used in routes as {{custom.name}}.
            """;

    private SettingsFile() {}

    /** @param given what is in force, by key; each says in a comment where it comes from */
    static String text(Map<String, Given> given) {
        var text = new StringBuilder(HEADER);
        String section = "";
        for (Key<?> key : Keys.all()) {
            if (!section(key).equals(section)) {
                section = section(key);
                text.append(heading(section));
            }
            text.append('\n').append(comment(key)).append(assignment(key, given.get(key.name())));
        }
        return text.append(own(given)).toString();
    }

    private static String heading(String section) {
        return "\n# ---- " + section + " ----\n";
    }

    private static String comment(Key<?> key) {
        String standard = key.defaultText() == null ? "unset" : key.defaultText();
        String text = "%s [%s; default: %s]".formatted(key.meaning(), key.type().expected(), standard);
        return text.replaceAll("(.{1,116})(?: +|$)", "# $1\n");
    }

    private static String assignment(Key<?> key, @Nullable Given given) {
        if (given != null) {
            return assignment(key.name(), given);
        }
        return "#" + key.name() + " =" + (key.defaultText() == null ? "" : " " + key.defaultText()) + "\n";
    }

    private static String assignment(String name, Given given) {
        return "# From " + PropertyText.escaped(given.origin()) + "\n"
                + (name + " = " + PropertyText.escaped(given.text())).stripTrailing() + "\n";
    }

    /** The administrator's own keys. */
    private static String own(Map<String, Given> given) {
        var text = new StringBuilder();
        given.forEach((name, value) -> {
            if (name.startsWith(Keys.CUSTOM)) {
                text.append(text.isEmpty() ? heading("Keys of your own") : "").append('\n');
                text.append(assignment(name, value));
            }
        });
        return text.toString();
    }

    private static String section(Key<?> key) {
        return switch (key.name().substring(0, key.name().indexOf('.'))) {
            case "database" -> "The server's database, which is only read";
            case "ssh" -> "The tunnel to the database, if there is one";
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
