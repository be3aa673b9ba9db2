package org.mediaferry.pace;

import java.time.Instant;
import java.util.Objects;

/**
 * What is waited for.
 *
 * @param store {@code source}, {@code destination}, or {@code operator} when somebody paused the run
 * @param since when the wait began
 * @param why what the store said or did, and where known what to do; no secret
 */
public record Pause(String store, Instant since, String why) {

    public Pause {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(why, "why");
    }
}
