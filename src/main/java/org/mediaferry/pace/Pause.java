package org.mediaferry.pace;

import java.time.Instant;
import java.util.Objects;

/**
 * A store that is waited for.
 *
 * @param store {@code source} or {@code destination}
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
