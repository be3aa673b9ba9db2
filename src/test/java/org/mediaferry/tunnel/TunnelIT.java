package org.mediaferry.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.config.Settings;
import org.mediaferry.database.DatabaseException;
import org.mediaferry.database.MediaDatabase;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.Link;
import org.mediaferry.harness.OpenSsh;
import org.mediaferry.harness.Site;
import org.mediaferry.harness.SshServer;

/** The database through an SSH server that lets in, refuses, changes and goes dead. */
@Timeout(120)
@ExtendWith(Site.Resolver.class)
class TunnelIT {

    private static final String PASSWORD = "kAnArY-ssh";

    private final SshServer ssh = SshServer.start().password(PASSWORD);
    private final List<String> settings = new ArrayList<>();

    @TempDir
    private Path home;

    TunnelIT(Site site) {
        set("database.url=" + site.small().jdbcUrl());
        set("database.user=" + site.postgres().user());
        set("database.password=" + site.postgres().password());
        set("database.connect-timeout=3s");
        set("ssh.host=127.0.0.1");
        set("ssh.port=" + ssh.port());
        set("ssh.user=" + SshServer.USER);
        set("ssh.password=" + PASSWORD);
        set("ssh.host-key=" + ssh.fingerprint());
        set("ssh.config-file=none");
    }

    @AfterEach
    void stop() {
        ssh.close();
    }

    private void set(String override) {
        String key = override.split("=", 2)[0] + "=";
        settings.removeIf(before -> before.startsWith(key));
        if (!override.equals(key)) {
            settings.add(override);
        }
    }

    private MediaDatabase open() {
        return MediaDatabase.open(Settings.load(home, null, Map.of(), settings).database());
    }

    private String refusal() {
        String message = catchThrowableOfType(DatabaseException.class, () -> open().close())
                .getMessage();
        assertThat(message).startsWith("the database jdbc:postgresql://").doesNotContain(PASSWORD);
        return message;
    }

    private static long count(MediaDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM media_attachments")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void rows_are_read_by_a_session_a_connection_which_ends_with_it() throws SQLException {
        try (MediaDatabase database = open()) {
            assertThat(count(database)).isPositive();
            try (Connection one = database.dataSource().getConnection();
                    Connection other = database.dataSource().getConnection()) {
                assertThat(one.isValid(1) && other.isValid(1)).isTrue();
                assertThat(ssh.sessions()).isGreaterThanOrEqualTo(2);
            }
        }
        await().atMost(Cli.PATIENCE).until(() -> ssh.sessions() == 0);
    }

    @Test
    void a_result_that_nobody_reads_holds_up_no_other_connection() throws SQLException {
        try (MediaDatabase database = open();
                Connection slow = database.dataSource().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.setFetchSize(100);
            try (ResultSet unread =
                    statement.executeQuery("SELECT repeat('x', 10000) FROM generate_series(1, 20000)")) {
                assertThat(unread.next()).isTrue();
                assertThat(count(database)).isPositive();
            }
        }
    }

    @Test
    void a_statement_that_takes_too_long_is_cancelled_through_it() throws SQLException {
        set("database.statement-timeout=1s");
        try (MediaDatabase database = open();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
    }

    @Test
    void sessions_that_were_ended_are_replaced() throws SQLException {
        try (MediaDatabase database = open()) {
            count(database);

            ssh.endSessions();

            await().atMost(Cli.PATIENCE).ignoreExceptions().until(() -> count(database) > 0);
        }
    }

    @Test
    void a_link_that_went_dead_without_a_word_is_found_out_within_30_seconds() throws Exception {
        try (Link link = Link.to(ssh.port())) {
            set("ssh.port=" + link.port());
            try (MediaDatabase database = open();
                    Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
                link.freeze();
                long began = System.nanoTime();

                assertThatThrownBy(() -> statement.execute("SELECT 2")).isInstanceOf(SQLException.class);

                assertThat((System.nanoTime() - began) / 1_000_000_000).isLessThan(30);
                assertThat(count(database)).isPositive();
            }
        }
    }

    @Test
    void a_host_is_looked_up_by_the_ssh_server() {
        set("database.url=jdbc:postgresql://no-such-host.invalid:5432/m");

        assertThat(refusal())
                .contains("does not reach the database at no-such-host.invalid:5432", "as seen from there");
    }

    @Test
    void a_wrong_password_says_who_was_refused_and_what_was_offered() {
        set("ssh.password=wrong");

        assertThat(refusal())
                .contains("refuses user ferry", "offered: ", "a password", "ssh.user", "authorized_keys")
                .doesNotContain("wrong");
    }

    @Test
    void an_unknown_server_is_refused_with_its_fingerprint_and_the_line_that_makes_it_known() {
        set("ssh.host-key=");
        set("ssh.known-hosts=none");

        assertThat(refusal())
                .contains(
                        "is not known",
                        home.resolve("none") + " (which does not exist)",
                        "ssh.host-key=" + ssh.fingerprint(),
                        "ssh-keyscan -p " + ssh.port() + " 127.0.0.1");
    }

    @Test
    void another_host_key_than_the_known_one_is_refused() {
        String before = ssh.fingerprint();
        ssh.changeHostKey();

        assertThat(refusal())
                .contains("is not the one that was known", ssh.fingerprint(), "correct ssh.host-key")
                .doesNotContain(before);
    }

    @Test
    void a_server_that_forbids_forwarding_is_told_from_a_database_that_is_away() {
        ssh.forbidForwarding();

        assertThat(refusal()).contains("forbids connections to ", "AllowTcpForwarding");
    }

    @Test
    void a_port_where_nothing_listens_and_one_that_is_no_ssh_are_told_apart() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            set("ssh.port=" + silent.getLocalPort());
            assertThat(refusal()).contains("does not answer in time", "database.connect-timeout");
        }
        assertThat(refusal()).contains("does not answer (", "ssh.port");
        set("ssh.port=" + settings.get(0).replaceAll(".*:(\\d+)/.*", "$1"));
        assertThat(refusal()).contains("is no SSH", "ssh.port");
    }

    @Test
    void a_name_that_nobody_has_is_told() {
        set("ssh.host=no-such-host.invalid");

        assertThat(refusal()).contains("has no such name: check ssh.host");
    }

    @Test
    void a_key_file_that_cannot_be_used_is_told_before_anybody_is_asked() throws IOException {
        set("ssh.key-file=keys/none");
        assertThat(refusal()).contains("ssh.key-file: there is no file " + home.resolve("keys/none"));

        Path publicHalf = Files.writeString(home.resolve("id.pub"), "ssh-ed25519 AAAAC3Nz me\n");
        set("ssh.key-file=" + publicHalf);
        assertThat(refusal()).contains(publicHalf + " holds no private key", "it is the public one");
        assertThat(ssh.sessions()).isZero();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"ed25519,''", "rsa,''", "ecdsa,''", "ed25519,kAnArY phrase", "rsa,kAnArY phrase"})
    void a_private_key_of_each_kind_opens_openssh(String type, String passphrase) throws Exception {
        try (OpenSsh real = OpenSsh.start(home)) {
            set("ssh.port=" + real.port());
            set("ssh.user=" + System.getProperty("user.name"));
            set("ssh.password=");
            set("ssh.host-key=");
            set("ssh.known-hosts=" + real.knownHosts());
            set("ssh.key-file=" + real.authorizedKey(type, passphrase));
            set("ssh.key-passphrase=" + passphrase);

            try (MediaDatabase database = open()) {
                assertThat(count(database)).isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Include other", "Match host x"})
    void what_the_parser_of_aliases_would_pass_over_is_refused(String line) throws IOException {
        Path file = Files.writeString(home.resolve("ssh_config"), "Host a\n  Port 7\n" + line + "\n  ProxyJump b\n");
        set("ssh.config-file=" + file);

        assertThat(refusal()).contains(line.split(" ")[0] + " in " + file + " is not understood");
    }

    @Test
    void a_proxy_jump_of_the_configuration_file_is_refused_and_not_passed_over() throws IOException {
        Path file = Files.writeString(home.resolve("ssh_config"), "Host 127.0.0.1\n  ProxyJump bastion\n");
        set("ssh.config-file=" + file);

        assertThat(refusal()).contains("ProxyJump of 127.0.0.1 in " + file + " is not understood");
    }
}
