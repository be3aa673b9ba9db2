package org.mediaferry.config;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings found in a file of another program. Each place of mediaferry's own overrides them.
 *
 * @param values in the order to be shown; of two for one key the later counts
 * @param notes what the file says and is not taken, each with the reason and free of secrets
 */
public record ForeignSettings(List<Value> values, List<String> notes) {

    public ForeignSettings {
        values = List.copyOf(values);
        notes = List.copyOf(notes);
    }

    /**
     * One setting. May be a secret, so it does not print itself.
     *
     * @param key its name in the table of the keys
     * @param text the value as it would stand in the properties file
     * @param origin where it stands, e.g. {@code .env.production line 12 S3_BUCKET}
     * @param refusal why it cannot be used, a problem unless another place sets the key; null when it can
     */
    public record Value(
            String key,
            String text,
            String origin,
            @Nullable String refusal) {

        public Value {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(origin, "origin");
        }

        Given given() {
            return new Given(text, origin, refusal);
        }

        @Override
        public String toString() {
            return "Value[" + key + ", " + origin + "]";
        }
    }
}
