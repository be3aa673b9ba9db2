package org.mediaferry.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mediaferry.catalog.NearestName;

/** The kinds of values that the table of the settings uses. */
final class Types {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|MB|GB|KiB|MiB|GiB)");

    private Types() {}

    /** What most kinds are: a rule and its words. */
    private record Simple<T>(String expected, Function<String, T> rule) implements ValueType<T> {
        @Override
        public T parse(String text) {
            return rule.apply(text);
        }
    }

    /** A value that is not shown; the text is taken as it stands, blanks included. */
    private record Hidden<T>(String expected, Function<String, T> rule) implements ValueType<T> {
        @Override
        public T parse(String text) {
            return rule.apply(text);
        }

        @Override
        public boolean isSecret() {
            return true;
        }
    }

    /** A text for which empty is a value. */
    private record PossiblyEmpty(String expected, Function<String, String> rule) implements ValueType<String> {
        @Override
        public String parse(String text) {
            return text.isEmpty() ? text : rule.apply(text);
        }

        @Override
        public boolean takesEmpty() {
            return true;
        }
    }

    /** Camel reads milliseconds wherever it reads a duration, and some components read nothing else. */
    private record Span(String expected, Duration min, Duration max) implements ValueType<Duration> {
        @Override
        public Duration parse(String text) {
            Duration value = duration(text);
            return check(value.compareTo(min) >= 0 && value.compareTo(max) <= 0, value);
        }

        @Override
        public String forRoutes(Duration value) {
            return Long.toString(value.toMillis());
        }
    }

    static ValueType<Integer> wholeNumber(int min, int max) {
        return new Simple<>("a whole number from %d to %d".formatted(min, max), text -> {
            int value = Integer.parseInt(matching("\\d{1,9}", text));
            return check(value >= min && value <= max, value);
        });
    }

    static ValueType<Double> decimal(int min, int max) {
        return new Simple<>("a number from %d to %d, e.g. 1.5".formatted(min, max), text -> {
            double value = new BigDecimal(matching("\\d{1,9}(\\.\\d{1,9})?", text)).doubleValue();
            return check(value >= min && value <= max, value);
        });
    }

    /** @param min and max are written as in the file, e.g. {@code 24h} */
    static ValueType<Duration> duration(String min, String max) {
        String expected = "a duration from %s to %s with its unit: ms, s, m or h".formatted(min, max);
        return new Span(expected, duration(min), duration(max));
    }

    /** @param min and max are written as in the file, e.g. {@code 5GiB} */
    static ValueType<Long> size(String min, String max) {
        String expected = "a size from %s to %s with its unit: B, KB, MB, GB, KiB, MiB or GiB".formatted(min, max);
        return new Simple<>(expected, text -> {
            long value = size(text);
            return check(value >= size(min) && value <= size(max), value);
        });
    }

    /** @param min and max are written as in the file, e.g. {@code 4KB/s} */
    static ValueType<Long> speed(String min, String max) {
        String expected = "bytes a second from %s to %s with their unit: B/s, KB/s, MB/s or GB/s".formatted(min, max);
        return new Simple<>(expected, text -> {
            long value = speed(text);
            return check(value >= speed(min) && value <= speed(max), value);
        });
    }

    static ValueType<Boolean> flag() {
        return new Simple<>("true or false", text -> Boolean.valueOf(matching("(?i)true|false", text)));
    }

    /** One of an enum's constants, upper or lower case, {@code -} for {@code _}. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type, Function<E, String> label) {
        Map<String, E> byLabel =
                Stream.of(type.getEnumConstants()).collect(Collectors.toMap(label, constant -> constant));
        List<String> labels = Stream.of(type.getEnumConstants()).map(label).toList();
        return new Choice<>(listed(labels), byLabel, label);
    }

    private record Choice<E>(String expected, Map<String, E> byLabel, Function<E, String> label)
            implements ValueType<E> {
        @Override
        public E parse(String text) {
            return byLabel.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(text))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(IllegalArgumentException::new);
        }

        @Override
        public String hint(String text) {
            return NearestName.to(text, byLabel.keySet())
                    .map(near -> ", did you mean " + near + "?")
                    .orElse("");
        }

        @Override
        public String forRoutes(E value) {
            return label.apply(value);
        }
    }

    static ValueType<String> oneOfOrEmpty(List<String> texts) {
        List<String> choices = Stream.concat(texts.stream(), Stream.of("empty")).toList();
        return new PossiblyEmpty(listed(choices), text -> check(texts.contains(text), text));
    }

    static ValueType<String> text(String expected, String pattern) {
        return new Simple<>(expected, text -> matching(pattern, text));
    }

    static ValueType<String> textOrEmpty(String expected, String pattern) {
        return new PossiblyEmpty(expected, text -> matching(pattern, text));
    }

    static ValueType<Path> path(String expected) {
        return new Simple<>(expected, text -> Path.of(matching("\\P{Cntrl}+", text)));
    }

    static <T> ValueType<T> of(String expected, Function<String, T> rule) {
        return new Simple<>(expected, rule);
    }

    static <T> ValueType<T> hidden(String expected, Function<String, T> rule) {
        return new Hidden<>(expected, rule);
    }

    static ValueType<Secret> secret() {
        return hidden("one line of text without control characters", text -> new Secret(matching("\\P{Cntrl}+", text)));
    }

    private static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        check(parts.matches(), text);
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static long size(String text) {
        Matcher parts = SIZE.matcher(text);
        check(parts.matches(), text);
        long amount = Long.parseLong(parts.group(1));
        return amount
                * switch (parts.group(2)) {
                    case "B" -> 1;
                    case "KB" -> 1000L;
                    case "MB" -> 1000L * 1000;
                    case "GB" -> 1000L * 1000 * 1000;
                    case "KiB" -> 1024L;
                    case "MiB" -> 1024L * 1024;
                    default -> 1024L * 1024 * 1024;
                };
    }

    private static long speed(String text) {
        return size(matching("\\d+[KMG]?B/s", text).replaceFirst("/s$", ""));
    }

    private static String matching(String pattern, String text) {
        return check(text.matches(pattern), text);
    }

    /** The exception carries no text: what came may be a secret, and the caller knows what was expected. */
    private static <T> T check(boolean fits, T value) {
        if (!fits) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static String listed(List<String> words) {
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
