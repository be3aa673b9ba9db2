package org.mediaferry.config;

/**
 * How many objects are copied at once.
 *
 * @param most 1 to 1024
 * @param automatic whether a run finds out how many pay, up to that many
 */
public record Concurrency(int most, boolean automatic) {

    private static final String AUTO = "auto";
    /** Threads beyond it gain little on any machine, and each needs a connection to both stores. */
    private static final int MOST_BY_ITSELF = 256;

    /** {@code auto}, or a number. */
    static ValueType<Concurrency> type() {
        ValueType<Integer> number = Types.wholeNumber(1, 1024);
        return new ValueType<>() {
            @Override
            public Concurrency parse(String text) {
                return text.equalsIgnoreCase(AUTO)
                        ? new Concurrency(MOST_BY_ITSELF, true)
                        : new Concurrency(number.parse(text), false);
            }

            @Override
            public String expected() {
                return AUTO + " or " + number.expected();
            }

            @Override
            public String forRoutes(Concurrency value) {
                return Integer.toString(value.most());
            }
        };
    }
}
