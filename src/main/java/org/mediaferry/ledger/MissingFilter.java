package org.mediaferry.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Which missing objects; what is null does not restrict.
 *
 * @param table the table of the row that names the object
 * @param mandatory true: losses only; false: only reduced versions that may rightly be absent
 * @param keyGlob a pattern of the whole key: {@code *} is any characters including {@code /}, {@code ?} one character;
 *     nothing else is special
 */
public record MissingFilter(
        @Nullable String table,
        @Nullable Boolean mandatory,
        @Nullable String keyGlob) {

    /** Every missing object. */
    public static MissingFilter all() {
        return new MissingFilter(null, null, null);
    }
}
