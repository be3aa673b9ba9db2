package org.mediaferry.config;

import java.util.Objects;

/**
 * A value as somebody wrote it. May be a secret, so it does not print itself.
 *
 * @param text the value, not yet understood
 * @param origin where it stands, e.g. {@code environment variable SOURCE_BUCKET}
 */
record Given(String text, String origin) {

    Given {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public String toString() {
        return "Given[" + origin + "]";
    }
}
