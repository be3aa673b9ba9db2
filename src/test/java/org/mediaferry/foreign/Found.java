package org.mediaferry.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mediaferry.config.ForeignSettings;
import org.mediaferry.config.ForeignSettings.Value;

/** What was found in a file that a test wrote. */
record Found(ForeignSettings settings) {

    static Found inEnvironment(Path directory, String text) {
        return new Found(ForeignFiles.mastodon(write(directory, ".env.production", text), false));
    }

    static Found inIni(Path directory, String text) {
        return new Found(ForeignFiles.syncTool(write(directory, "config.ini", text)));
    }

    static Path write(Path directory, String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values by key, those that cannot be used left out. */
    Map<String, String> values() {
        return by(value -> value.refusal() == null ? value.text() : null);
    }

    /** Why values cannot be used, by key. */
    Map<String, String> refusals() {
        return by(Value::refusal);
    }

    /** Where values stand, by key, without the file's folder. */
    Map<String, String> origins() {
        return by(value -> value.origin().replaceFirst("^.*/", ""));
    }

    private Map<String, String> by(Function<Value, String> what) {
        return settings.values().stream()
                .filter(value -> what.apply(value) != null)
                .collect(Collectors.toMap(Value::key, what, (a, b) -> b, TreeMap::new));
    }
}
