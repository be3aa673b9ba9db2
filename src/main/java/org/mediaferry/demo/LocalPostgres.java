package org.mediaferry.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of this process's own, on a free port of 127.0.0.1, with an empty database as Mastodon names it.
 * Every login needs its password. Works as root (where user namespaces are allowed) and as any other user.
 *
 * <p>The server ends with {@link #close()}, or with the virtual machine when that ends in an orderly way. After a
 * {@code kill -9} it lives on, until a later start in the same directory, ten minutes on at the earliest, ends it.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final String DATABASE = "mastodon_production";
    private static final String USER = "mastodon";

    private final PostgresHome home;
    private final String password = Secrets.random(24);
    private final Thread hook = new Thread(this::stop, "local-postgres-stop");
    private EmbeddedPostgres server;

    private LocalPostgres(PostgresHome home) throws IOException, SQLException {
        this.home = home;
        this.server = home.launch(0, password);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            prepare();
            home.requirePasswords();
            reloadConfiguration();
        } catch (IOException | SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a server with an empty database.
     *
     * @param directory where the unpacked binaries (kept, 60 MB, for the next start) and the data (removed by
     *     {@link #close()}) go; created when absent; nothing is written elsewhere but one temporary file of the
     *     unpacking library
     * @throws IllegalStateException if the server does not start; the message names its log
     */
    public static LocalPostgres start(Path directory) {
        try {
            return new LocalPostgres(PostgresHome.create(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's PostgreSQL needs a writable directory, was " + directory, e);
        } catch (SQLException e) {
            throw new IllegalStateException("the demo's PostgreSQL started, and then refused its first statements", e);
        }
    }

    /** The database's JDBC address, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    /** The owner of the database; a superuser, so that a test can end sessions. */
    public String user() {
        return USER;
    }

    /** The owner's password, made up at the start. */
    public String password() {
        return password;
    }

    /** Unpooled connections of the owner. */
    public DataSource dataSource() {
        return dataSource(USER, DATABASE);
    }

    /**
     * Creates a role that can log in and select from every table of the database, present and future, and no more.
     *
     * @param name the role; must not exist yet
     */
    public void createReadOnlyUser(String name, String password) {
        Objects.requireNonNull(password, "password");
        try (Connection connection = dataSource().getConnection()) {
            runFormatted(connection, "CREATE ROLE %I LOGIN PASSWORD %L", name, password);
            runFormatted(connection, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO %I", name);
            runFormatted(connection, "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO %I", name);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot create the read-only role " + name + ": " + e.getSQLState(), withoutStatement(e));
        }
    }

    /** Stops the server and starts it again on the same port, with the same data and passwords. */
    public void restart() {
        goAway();
        comeBack();
    }

    /** Stops the server, as an administrator does: sessions are ended. The data stay. */
    public void goAway() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's PostgreSQL does not stop", e);
        }
    }

    /** Starts the stopped server on the same port, with the same data and passwords. */
    public void comeBack() {
        int port = server.getPort();
        try {
            server = home.launch(port, password);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's PostgreSQL did not come back on port " + port, e);
        }
    }

    /** Ends the server and removes its data; the binaries stay. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook does the same work; both may run.
        }
        stop();
    }

    @Override
    public String toString() {
        return "LocalPostgres[" + jdbcUrl() + "]";
    }

    private synchronized void stop() {
        try {
            server.close();
            home.removeData();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the data of the demo's PostgreSQL", e);
        }
    }

    private void prepare() throws SQLException {
        try (Connection connection = dataSource("postgres", "postgres").getConnection()) {
            runFormatted(connection, "ALTER ROLE %I PASSWORD %L", "postgres", password);
            runFormatted(connection, "CREATE ROLE %I LOGIN SUPERUSER PASSWORD %L", USER, password);
            runFormatted(connection, "CREATE DATABASE %I OWNER %I", DATABASE, USER);
        }
    }

    private void reloadConfiguration() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private DataSource dataSource(String user, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {server.getPort()});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Lets the server quote names and literals, which statements like CREATE ROLE take no parameters for. */
    private static void runFormatted(Connection connection, String template, String... values) throws SQLException {
        String marks =
                String.join(", ", List.of(values).stream().map(v -> "?::text").toList());
        try (PreparedStatement format = connection.prepareStatement("SELECT format(?, " + marks + ")");
                Statement statement = connection.createStatement()) {
            format.setString(1, template);
            for (int i = 0; i < values.length; i++) {
                format.setString(i + 2, values[i]);
            }
            try (ResultSet formatted = format.executeQuery()) {
                formatted.next();
                statement.execute(formatted.getString(1));
            }
        }
    }

    /** PostgreSQL repeats the failing statement, and with it the password, in some messages. */
    private static SQLException withoutStatement(SQLException e) {
        return new SQLException("refused by the server", e.getSQLState());
    }
}
