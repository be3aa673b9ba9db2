package org.mediaferry.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {
    @TempDir
    static Path directory;

    static LocalPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start(directory);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void the_owner_reads_and_writes() throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection()) {
            execute(connection, "CREATE TABLE written (name text)");
            execute(connection, "INSERT INTO written VALUES ('名前 😀')");

            assertThat(text(connection, "SELECT name FROM written")).isEqualTo("名前 😀");
        }
    }

    @Test
    void the_address_holds_no_credentials() {
        assertThat(postgres.jdbcUrl()).matches("jdbc:postgresql://127\\.0\\.0\\.1:\\d+/mastodon_production");
        assertThat(postgres.toString()).doesNotContain(postgres.password());
    }

    @Test
    void nobody_comes_in_without_the_password() {
        for (String user : List.of(postgres.user(), "postgres")) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), user, "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void listens_on_the_loopback_address_only() throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection()) {
            assertThat(text(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(text(connection, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void a_read_only_user_selects_from_old_and_new_tables_and_writes_nothing() throws SQLException {
        try (Connection owner = postgres.dataSource().getConnection()) {
            execute(owner, "CREATE TABLE old_table AS SELECT 1 AS n");
            postgres.createReadOnlyUser("reader", "it's \\ secret");
            execute(owner, "CREATE TABLE new_table AS SELECT 2 AS n");
        }

        try (Connection reader = DriverManager.getConnection(postgres.jdbcUrl(), "reader", "it's \\ secret")) {
            assertThat(text(reader, "SELECT n FROM old_table")).isEqualTo("1");
            assertThat(text(reader, "SELECT n FROM new_table")).isEqualTo("2");
            assertThatThrownBy(() -> execute(reader, "DELETE FROM old_table"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(reader, "CREATE TABLE mine ()")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void a_refused_role_does_not_repeat_its_password() {
        assertThatThrownBy(() -> postgres.createReadOnlyUser(postgres.user(), "canary-4711"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(postgres.user())
                .hasStackTraceContaining("42710")
                .extracting(LocalPostgresIT::wholeText)
                .asString()
                .doesNotContain("canary-4711");
    }

    @Test
    void a_restart_keeps_port_data_and_passwords_and_ends_sessions(@TempDir Path other) throws SQLException {
        try (LocalPostgres restarted = LocalPostgres.start(other);
                Connection before = restarted.dataSource().getConnection()) {
            String url = restarted.jdbcUrl();
            execute(before, "CREATE TABLE kept AS SELECT 7 AS n");

            restarted.restart();

            assertThat(restarted.jdbcUrl()).isEqualTo(url);
            assertThatThrownBy(() -> text(before, "SELECT 1")).isInstanceOf(SQLException.class);
            try (Connection after = restarted.dataSource().getConnection()) {
                assertThat(text(after, "SELECT n FROM kept")).isEqualTo("7");
            }
        }
    }

    @Test
    void closing_frees_the_port_and_leaves_only_the_binaries(@TempDir Path other) throws IOException {
        LocalPostgres closed = LocalPostgres.start(other);
        URI address = URI.create(closed.jdbcUrl().substring("jdbc:".length()));

        closed.close();

        assertThatThrownBy(() -> new Socket(address.getHost(), address.getPort()).close())
                .isInstanceOf(IOException.class);
        try (Stream<Path> left = Files.list(other.resolve("postgres"))) {
            assertThat(left).extracting(Path::getFileName).asString().isEqualTo("[binaries]");
        }
        assertThat(other.resolve("postgres"))
                .satisfies(
                        root -> assertThat(Files.getPosixFilePermissions(root)).hasSize(3));
    }

    @Test
    void two_servers_share_one_directory() throws SQLException {
        try (LocalPostgres second = LocalPostgres.start(directory);
                Connection connection = second.dataSource().getConnection()) {
            assertThat(second.jdbcUrl()).isNotEqualTo(postgres.jdbcUrl());
            assertThat(text(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                    .isEqualTo("0");
        }
    }

    private static String wholeText(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
