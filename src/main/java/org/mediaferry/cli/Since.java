package org.mediaferry.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;

/** A time as {@code --since} is given it. */
final class Since {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss][XXX]]")
            // No 30th of February
            .withResolverStyle(ResolverStyle.STRICT);

    private Since() {}

    /**
     * Reads a day, or a time of a day; of UTC, unless it says otherwise.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static Instant of(String text) {
        try {
            TemporalAccessor read = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (read instanceof OffsetDateTime time) {
                return time.toInstant();
            }
            LocalDateTime time = read instanceof LocalDateTime local ? local : ((LocalDate) read).atStartOfDay();
            return time.toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--since must be a day or a time, such as 2026-11-26 or 2026-11-26T18:30Z, was \"" + text + "\"",
                    e);
        }
    }
}
