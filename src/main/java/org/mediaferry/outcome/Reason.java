package org.mediaferry.outcome;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why an object is a dead letter, in classes that call for different hands. */
public enum Reason {
    /** The store refused this object: rights, or a policy. */
    DENIED,
    /** Failed again and again in a way that may pass by itself: time-outs, 5xx, throttling. */
    TRANSIENT,
    /** The bytes are not those that the source's ETag promises, or the length differs. */
    CORRUPT,
    /** Larger than one request may carry. */
    TOO_LARGE,
    /** No store can hold an object of this key. */
    INVALID_KEY,
    /** The destination has no room. */
    DESTINATION_FULL,
    /** None of the others; the cause tells. */
    OTHER;

    /** The name in messages, options and reports, e.g. {@code too-large}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The reason of a label.
     *
     * @throws IllegalArgumentException that names those there are, when it is none
     */
    public static Reason named(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("reason must be one of "
                        + Arrays.stream(values()).map(Reason::label).collect(Collectors.joining(", ")) + ", was \""
                        + label + "\""));
    }
}
