package org.mediaferry.config;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of settings.
 *
 * @param name as it stands in the properties file, e.g. {@code transfer.connect-timeout}
 * @param type which values it takes
 * @param defaultText the value when nobody sets it, written as in the file; null when it is unset then
 * @param meaning one line: what it is for, and what becomes of leaving it unset
 * @param <T> what the value becomes
 */
public record Key<T>(
        String name, ValueType<T> type, @Nullable String defaultText, String meaning) {

    public Key {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(meaning, "meaning");
    }

    /** The environment variable that overrides the file: {@code a.b-c} is {@code A_B_C}, Camel's own rule. */
    public String environmentVariable() {
        return environmentVariable(name);
    }

    static String environmentVariable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
