package org.mediaferry.config;

import java.time.Duration;
import java.util.Objects;

/**
 * What {@code serve} does by itself.
 *
 * @param sync when it copies what is new
 * @param replay when it queues dead letters again
 * @param followInterval between two looks at the tables
 */
public record Serve(Schedule sync, Schedule replay, Duration followInterval) {

    public Serve {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(replay, "replay");
        Objects.requireNonNull(followInterval, "followInterval");
    }

    static Serve of(Values values) {
        return new Serve(
                values.required(Keys.SERVE_SYNC),
                values.required(Keys.SERVE_REPLAY),
                values.required(Keys.SERVE_FOLLOW_INTERVAL));
    }
}
