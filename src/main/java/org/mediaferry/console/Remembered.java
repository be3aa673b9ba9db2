package org.mediaferry.console;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is found out again only when it is too old. Safe for threads. */
final class Remembered<T> {

    private final long ageNanos;
    private final Supplier<T> source;
    private @Nullable T value;
    private long at;

    /** @param age of the value, at most */
    Remembered(Duration age, Supplier<T> source) {
        this.ageNanos = age.toNanos();
        this.source = source;
    }

    /** The value; what finding it out throws, comes through. */
    synchronized T get() {
        T known = value;
        if (known == null || System.nanoTime() - at > ageNanos) {
            known = source.get();
            value = known;
            at = System.nanoTime();
        }
        return known;
    }
}
