package org.mediaferry.config;

import java.util.Objects;

/**
 * A value that must not be printed. Not a record and without a getter on purpose: neither {@code toString} nor a JSON
 * mapper shows it.
 */
public final class Secret {
    private final String value;

    /** @param value the secret itself, not null */
    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** The secret itself, to be handed to the driver or client that needs it and to nobody else. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
