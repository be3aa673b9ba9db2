package org.mediaferry.ledger;

import org.jspecify.annotations.Nullable;
import org.mediaferry.outcome.Reason;

/**
 * Which dead letters; what is null does not restrict.
 *
 * @param reason the class of the last failure
 * @param table the table of the row that names the object
 * @param keyGlob a pattern of the whole key: {@code *} is any characters including {@code /}, {@code ?} one character;
 *     nothing else is special
 */
public record DeadLetterFilter(
        @Nullable Reason reason,
        @Nullable String table,
        @Nullable String keyGlob) {

    /** Every dead letter. */
    public static DeadLetterFilter all() {
        return new DeadLetterFilter(null, null, null);
    }
}
