package org.mediaferry.config;

/**
 * Which values a setting takes.
 *
 * @param <T> what the text becomes
 */
public interface ValueType<T> {

    /**
     * Understands a text.
     *
     * @throws IllegalArgumentException when it is not {@link #expected}
     */
    T parse(String text);

    /** What may stand there, to be read after "must be", e.g. {@code a whole number from 1 to 32}. */
    String expected();

    /** What to add to a complaint about a text, such as the value that was probably meant; empty for nothing. */
    default String hint(String text) {
        return "";
    }

    /** Whether the value must never be shown. */
    default boolean isSecret() {
        return false;
    }

    /** Whether an empty text is a value of its own; if not, it unsets a setting that has no default. */
    default boolean takesEmpty() {
        return false;
    }

    /** The text that stands for the value in a route's {@code {{placeholder}}}. */
    default String forRoutes(T value) {
        return value.toString();
    }
}
