package org.mediaferry.config;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server's PostgreSQL, which is only read.
 *
 * @param jdbcUrl begins with {@code jdbc:postgresql:}; never holds the user or the password
 * @param user null = what the driver takes by itself, the name of the system's user
 * @param password null = none, or one from the driver's password file
 * @param connections open at most, 1 to 32
 * @param statementTimeout after which the server ends a query
 * @param connectTimeout for one attempt
 * @param ssh through which server it is reached; null = directly
 */
public record Database(
        String jdbcUrl,
        @Nullable String user,
        @Nullable Secret password,
        int connections,
        Duration statementTimeout,
        Duration connectTimeout,
        @Nullable Ssh ssh) {

    public Database {
        Objects.requireNonNull(jdbcUrl, "jdbcUrl");
        Objects.requireNonNull(statementTimeout, "statementTimeout");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
    }

    /** Null when {@code database.url} is not set. */
    static @Nullable Database of(Values values) {
        DatabaseUrl url = values.get(Keys.DATABASE_URL);
        if (url == null) {
            return null;
        }
        String user = values.get(Keys.DATABASE_USER);
        Secret password = values.get(Keys.DATABASE_PASSWORD);
        return new Database(
                url.jdbcUrl(),
                user == null ? url.user() : user,
                password == null ? url.password() : password,
                values.required(Keys.DATABASE_CONNECTIONS),
                values.required(Keys.DATABASE_STATEMENT_TIMEOUT),
                values.required(Keys.DATABASE_CONNECT_TIMEOUT),
                Ssh.of(values));
    }

    /** The same, with another number of connections at most. */
    public Database withConnections(int most) {
        return new Database(jdbcUrl, user, password, most, statementTimeout, connectTimeout, ssh);
    }

    /** Without the URL's parameters, which may hold the password of a client certificate. */
    @Override
    public String toString() {
        return "Database[" + jdbcUrl.replaceFirst("\\?.*", "?...") + ", user=" + user + "]";
    }
}
