package org.mediaferry.config;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * When a job of {@code serve} runs.
 *
 * @param kind how
 * @param cron when, for {@link Kind#CRON}; else null
 */
public record Schedule(Kind kind, @Nullable String cron) {

    /** How a job is begun. */
    public enum Kind {
        /** Only when somebody asks for it. */
        OFF,
        /** When {@code serve} starts. */
        ONCE,
        /** When {@code serve} starts, and it has no end. */
        FOLLOW,
        /** At times. */
        CRON
    }

    public Schedule {
        Objects.requireNonNull(kind, "kind");
        if ((kind == Kind.CRON) != (cron != null)) {
            throw new IllegalArgumentException("a cron expression belongs to CRON");
        }
    }

    /** @param endless whether the job can follow */
    static ValueType<Schedule> type(boolean endless) {
        return new ValueType<>() {
            @Override
            public Schedule parse(String text) {
                return switch (text.toLowerCase(Locale.ROOT)) {
                    case "off" -> new Schedule(Kind.OFF, null);
                    case "once" -> new Schedule(Kind.ONCE, null);
                    case "follow" -> new Schedule(endless ? Kind.FOLLOW : refused(), null);
                    default -> new Schedule(Kind.CRON, CronExpression.isValidExpression(text) ? text : refused());
                };
            }

            @Override
            public String expected() {
                return "off, once" + (endless ? ", follow " : " ")
                        + "or a cron expression of seconds, minutes, hours, day of month, month and day of week,"
                        + " one of the days ?, e.g. 0 30 3 * * ? for 03:30 each day";
            }

            @Override
            public String forRoutes(Schedule value) {
                return value.toString();
            }
        };
    }

    private static <T> T refused() {
        throw new IllegalArgumentException();
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return cron == null ? kind.name().toLowerCase(Locale.ROOT) : cron;
    }
}
