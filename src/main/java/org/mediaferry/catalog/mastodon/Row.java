package org.mediaferry.catalog.mastodon;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row as the database gave it.
 *
 * @param values JDBC values by column label; a column that is absent counts as NULL, as older versions lack some
 */
record Row(Map<String, Object> values) {
    private static final int LONGEST_QUOTE = 60;

    /**
     * Returns the primary key.
     *
     * @throws OddValueException when it is NULL, absent or no whole number
     */
    long id() {
        Long id = number("id");
        if (id == null) {
            throw new OddValueException("id: expected a number, came NULL");
        }
        return id;
    }

    /** @throws OddValueException when the value is no text */
    @Nullable
    String text(String column) {
        Object value = values.get(column);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw odd(column, "text", value);
    }

    /** @throws OddValueException when the value is no whole number */
    @Nullable
    Long number(String column) {
        Object value = values.get(column);
        if (value == null || value instanceof Long) {
            return (Long) value;
        }
        if (value instanceof Integer || value instanceof Short) {
            return ((Number) value).longValue();
        }
        throw odd(column, "a whole number", value);
    }

    /**
     * Returns the value, or {@code ifNull} where there is none.
     *
     * @throws OddValueException when the value is no boolean
     */
    boolean flag(String column, boolean ifNull) {
        Object value = values.get(column);
        if (value == null || value instanceof Boolean) {
            return value == null ? ifNull : (Boolean) value;
        }
        throw odd(column, "a boolean", value);
    }

    /**
     * Whether the row was written at this time or later, for any reason: Rails tells so in UTC, without saying that.
     *
     * @param since null for always
     */
    boolean isWrittenSince(@Nullable Instant since) {
        return since == null
                || !(values.get("updated_at") instanceof Timestamp written)
                || !written.toLocalDateTime().toInstant(ZoneOffset.UTC).isBefore(since);
    }

    private static OddValueException odd(String column, String expected, Object value) {
        String text = value.toString().replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
        String quote = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
        return new OddValueException("%s: expected %s, came %s \"%s\""
                .formatted(column, expected, value.getClass().getSimpleName(), quote));
    }
}
