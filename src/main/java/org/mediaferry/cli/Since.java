package org.mediaferry.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** A time as {@code --since} is given it. */
final class Since {

    private Since() {}

    /**
     * Reads a day, or a time of a day; of UTC, unless it says otherwise.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static Instant of(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            return time instanceof ZonedDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--since must be a day or a time, such as 2026-11-26 or 2026-11-26T18:30Z, was \"" + text + "\"",
                    e);
        }
    }
}
