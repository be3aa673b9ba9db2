package org.mediaferry.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value as somebody wrote it. May be a secret, so it does not print itself.
 *
 * @param text the value, not yet understood
 * @param origin where it stands, e.g. {@code environment variable SOURCE_BUCKET}
 * @param refusal why it cannot be used, whatever it is; null when it can
 */
record Given(String text, String origin, @Nullable String refusal) {

    Given {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(origin, "origin");
    }

    Given(String text, String origin) {
        this(text, origin, null);
    }

    @Override
    public String toString() {
        return "Given[" + origin + "]";
    }
}
