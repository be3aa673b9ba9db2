package org.mediaferry.pace;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a store that fails one request would fail them all: with a small request, then with one that went
 * well before. At most once a second, however many requests fail.
 */
final class Doubts {

    private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BooleanSupplier answers;
    private final Supplier<@Nullable Boolean> doesAsBefore;
    private final Answer ifUnknown;
    private @Nullable Answer meaning;
    private long foundOut;

    /**
     * @param answers whether the store answers the smallest of requests
     * @param doesAsBefore whether it does again what it did before; null when it did nothing yet
     * @param ifUnknown what to believe then of a store that answers
     */
    Doubts(BooleanSupplier answers, Supplier<@Nullable Boolean> doesAsBefore, Answer ifUnknown) {
        this.answers = answers;
        this.doesAsBefore = doesAsBefore;
        this.ifUnknown = ifUnknown;
    }

    /**
     * {@link Answer#WORKS} when the failure concerns the one request alone, {@link Answer#REFUSES_ALL} when it concerns
     * all, what was asked for when that cannot be told.
     */
    synchronized Answer settle() {
        if (meaning == null || System.nanoTime() - foundOut >= VALID_NANOS) {
            meaning = findOut();
            foundOut = System.nanoTime();
        }
        return meaning;
    }

    private Answer findOut() {
        if (!answers.getAsBoolean()) {
            return Answer.REFUSES_ALL;
        }
        Boolean does = doesAsBefore.get();
        if (does == null) {
            return ifUnknown;
        }
        return does ? Answer.WORKS : Answer.REFUSES_ALL;
    }
}
