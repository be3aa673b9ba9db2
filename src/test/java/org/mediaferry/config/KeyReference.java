package org.mediaferry.config;

import java.util.Map;
import java.util.stream.Collectors;

/** The table of settings as text, for the files that repeat it: the README and the properties file. */
public final class KeyReference {
    private KeyReference() {}

    /** The table of the README: key, values, default, meaning. */
    public static String markdown() {
        return "| key | values | default | meaning |\n| --- | --- | --- | --- |\n"
                + Keys.all().stream().map(KeyReference::row).collect(Collectors.joining());
    }

    /** The file config/application.properties, as it must be shipped. */
    static String properties() {
        return SettingsFile.text(Map.of());
    }

    private static String row(Key<?> key) {
        String standard = key.defaultText() == null ? "unset" : "`" + key.defaultText() + "`";
        return "| `%s` | %s | %s | %s |\n".formatted(key.name(), key.type().expected(), standard, key.meaning());
    }
}
