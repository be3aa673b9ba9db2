package org.mediaferry.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How objects are copied.
 *
 * @param client what sends gets and puts
 * @param concurrency how many at once
 * @param connectTimeout for connecting to a store
 * @param idleTimeout how long a store may be silent within a request
 * @param minSpeed bytes a second, 1 or more: what is slower has failed
 * @param multipartAbove bytes that one put carries at most, 5 MiB to 5 GiB
 * @param mostParts parts that an object has at most, 100 to 10,000
 */
public record Transfer(
        TransferClient client,
        Concurrency concurrency,
        Duration connectTimeout,
        Duration idleTimeout,
        long minSpeed,
        long multipartAbove,
        int mostParts) {

    public Transfer {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(idleTimeout, "idleTimeout");
    }

    static Transfer of(Values values) {
        return new Transfer(
                values.required(Keys.TRANSFER_CLIENT),
                values.required(Keys.TRANSFER_CONCURRENCY),
                values.required(Keys.TRANSFER_CONNECT_TIMEOUT),
                values.required(Keys.TRANSFER_IDLE_TIMEOUT),
                values.required(Keys.TRANSFER_MIN_SPEED),
                values.required(Keys.TRANSFER_MULTIPART_ABOVE),
                values.required(Keys.TRANSFER_MULTIPART_PARTS));
    }
}
