package org.mediaferry.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How tables are read.
 *
 * @param pageSize rows of one query, 1 to 10000
 * @param delay the pause after an empty or failed page
 * @param retries tries after the first one to read a page, 0 to 1000
 */
public record Poll(int pageSize, Duration delay, int retries) {

    public Poll {
        Objects.requireNonNull(delay, "delay");
    }

    static Poll of(Values values) {
        return new Poll(
                values.required(Keys.POLL_PAGE_SIZE),
                values.required(Keys.POLL_DELAY),
                values.required(Keys.POLL_RETRIES));
    }
}
