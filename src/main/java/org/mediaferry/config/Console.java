package org.mediaferry.config;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where and to whom the console answers.
 *
 * @param host the address it listens at
 * @param port 0 = one that is free
 * @param user who may use it
 * @param givenPassword null = one is made up
 * @param origins other addresses under which browsers reach it, without path
 */
public record Console(
        String host, int port, String user, @Nullable Secret givenPassword, List<URI> origins) {

    public Console {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
        origins = List.copyOf(origins);
    }

    static Console of(Values values) {
        List<URI> origins = values.get(Keys.CONSOLE_ORIGINS);
        return new Console(
                values.required(Keys.CONSOLE_HOST),
                values.required(Keys.CONSOLE_PORT),
                values.required(Keys.CONSOLE_USER),
                values.get(Keys.CONSOLE_PASSWORD),
                origins == null ? List.of() : origins);
    }

    /** The password of the settings; empty when one is to be made up. */
    public Optional<Secret> password() {
        return Optional.ofNullable(givenPassword);
    }

    /**
     * Whether nobody beyond this machine can reach a host. A name is not looked up, but for {@code localhost}: who answers
     * for it may change.
     */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
