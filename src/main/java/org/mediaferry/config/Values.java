package org.mediaferry.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The value of each key, of the kind that the table gives it, and where it came from. */
final class Values {
    private static final String DEFAULT = "default";

    private final Map<Key<?>, Object> parsed = new HashMap<>();
    private final Map<Key<?>, String> origins = new HashMap<>();
    private final Map<Key<?>, String> presets = new HashMap<>();

    /**
     * Understands what was written, and takes the default where nothing was.
     *
     * @param home what a relative path is relative to
     */
    static Values of(Map<String, Given> texts, Path home, Problems problems) {
        var values = new Values();
        Keys.all().forEach(key -> values.choose(key, texts.get(key.name()), home, problems));
        return values;
    }

    /** The value; null when the key is unset, or was refused. */
    @SuppressWarnings("unchecked") // put only accepts a key's own kind
    <T> @Nullable T get(Key<T> key) {
        return (T) parsed.get(key);
    }

    /** The value of a key that has a default. */
    <T> T required(Key<T> key) {
        return Objects.requireNonNull(get(key), key.name());
    }

    /** Whether somebody gave the key a value, right or wrong; a default does not count. */
    boolean isGiven(Key<?> key) {
        return origins.containsKey(key);
    }

    String origin(Key<?> key) {
        return origins.getOrDefault(key, presets.getOrDefault(key, DEFAULT));
    }

    /** The key, and who set it: for a message. */
    String named(Key<?> key) {
        return key.name() + " (" + origin(key) + ")";
    }

    /** Replaces a value by what follows from others. */
    <T> void put(Key<T> key, T value) {
        parsed.put(key, value);
    }

    /**
     * Replaces the default of a key, unless somebody gave it a value.
     *
     * @param origin for messages
     */
    <T> void preset(Key<T> key, T value, String origin) {
        if (!isGiven(key)) {
            parsed.put(key, value);
            presets.put(key, origin);
        }
    }

    private <T> void choose(Key<T> key, @Nullable Given given, Path home, Problems problems) {
        Given effective = given;
        boolean empty = given != null && given.text().isBlank() && given.refusal() == null;
        if (given == null || (empty && key.defaultText() == null && !key.type().takesEmpty())) {
            effective = key.defaultText() == null ? null : new Given(key.defaultText(), DEFAULT);
        } else {
            origins.put(key, given.origin());
        }
        if (effective == null) {
            return;
        }
        if (effective.refusal() == null) {
            parse(key, effective, home, problems);
        } else {
            problems.add(effective.origin(), effective.refusal());
        }
    }

    private <T> void parse(Key<T> key, Given given, Path home, Problems problems) {
        ValueType<T> type = key.type();
        String text = type.isSecret() ? given.text() : given.text().strip();
        try {
            T value = type.parse(text);
            parsed.put(key, value instanceof Path path ? home.resolve(path).normalize() : value);
        } catch (IllegalArgumentException e) {
            // A user and password may stand before an @ in an address
            String came = type.isSecret() || text.contains("@")
                    ? " (what came is not shown)"
                    : ", was " + shown(text) + type.hint(text);
            problems.add(given.origin(), key.name() + " must be " + type.expected() + came);
        }
    }

    private static String shown(String text) {
        return '"' + (text.length() > 100 ? text.substring(0, 100) + "..." : text) + '"';
    }
}
