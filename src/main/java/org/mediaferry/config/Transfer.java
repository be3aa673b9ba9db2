package org.mediaferry.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How objects are copied.
 *
 * @param concurrency how many at once, 1 to 1024
 * @param connectTimeout for connecting to a store
 * @param idleTimeout how long a store may be silent within a request
 */
public record Transfer(int concurrency, Duration connectTimeout, Duration idleTimeout) {

    public Transfer {
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(idleTimeout, "idleTimeout");
    }

    static Transfer of(Values values) {
        return new Transfer(
                values.required(Keys.TRANSFER_CONCURRENCY),
                values.required(Keys.TRANSFER_CONNECT_TIMEOUT),
                values.required(Keys.TRANSFER_IDLE_TIMEOUT));
    }
}
