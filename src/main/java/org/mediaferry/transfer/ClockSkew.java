package org.mediaferry.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How far this machine's clock is from a store's, by the Date of its answers, which has seconds. */
public final class ClockSkew {

    private ClockSkew() {}

    /**
     * @param date of an answer, as HTTP writes it
     * @param now when it came
     * @return above zero when this machine is ahead; empty when the date is not understood
     */
    public static Optional<Duration> of(String date, Instant now) {
        try {
            return Optional.of(Duration.between(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from), now));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** In words that go on with a clock, e.g. {@code is 17 minutes ahead of}; a second is none. */
    public static String words(Duration skew) {
        Duration length = skew.abs();
        if (length.toSeconds() <= 1) {
            return "agrees with";
        }
        String size = length.toMinutes() >= 2 ? length.toMinutes() + " minutes" : length.toSeconds() + " s";
        return "is " + size + (skew.isNegative() ? " behind" : " ahead of");
    }
}
