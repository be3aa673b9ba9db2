package org.mediaferry.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a test writes into the places that settings come from. */
final class Written {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> overrides = new ArrayList<>();

    private Written(Path home) {
        this.home = home;
    }

    /** @param lines of config/application.properties */
    static Written in(Path home, String... lines) {
        write(home.resolve("config/application.properties"), String.join("\n", lines) + "\n");
        return new Written(home);
    }

    static Path write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Written environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Written set(String override) {
        overrides.add(override);
        return this;
    }

    Settings load() {
        return Settings.load(home, null, environment, overrides);
    }

    ConfigurationException refusal() {
        return catchThrowableOfType(ConfigurationException.class, this::load);
    }
}
