package org.mediaferry.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.config.ConfigurationException;

class SyncToolConfigTest {

    private static final String USUAL = """
            [s3.source]
            access_key = AK
            secret_key = S%%K;#
            endpoint_url = https://old.example.com
            bucket = old-1

            [s3.destination]
            access_key = AK2
            secret_key = SK2
            endpoint_url = https://new.example.com
            bucket = new-1

            [pg.database]
            ; in the tunnel's network
            host = 127.0.0.1
            port = 6432
            user = postgres
            password = p w = x
            database = masto

            [pg.tunnel]
            enabled = true
            ssh_host = server.example.com
            ssh_port = 2222
            ssh_user = root
            ssh_password =
            # beside this file
            ssh_key = id_ed25519
            local_host = 127.0.0.1
            local_port = 5432

            [celery]
            broker = redis://localhost:6379/0
            backend = redis://localhost:6379/0
            log_level = DEBUG
            concurrency = 5
            """;

    @TempDir
    private Path directory;

    @Test
    void a_usual_file_gives_all_that_it_holds() {
        Found found = Found.inIni(directory, USUAL);

        assertThat(found.values())
                .containsOnly(
                        entry("source.access-key", "AK"),
                        entry("source.secret-key", "S%K;#"),
                        entry("source.endpoint", "https://old.example.com"),
                        entry("source.bucket", "old-1"),
                        entry("destination.access-key", "AK2"),
                        entry("destination.secret-key", "SK2"),
                        entry("destination.endpoint", "https://new.example.com"),
                        entry("destination.bucket", "new-1"),
                        entry("database.url", "jdbc:postgresql://127.0.0.1:6432/masto"),
                        entry("database.user", "postgres"),
                        entry("database.password", "p w = x"),
                        entry("ssh.host", "server.example.com"),
                        entry("ssh.port", "2222"),
                        entry("ssh.user", "root"),
                        entry("ssh.key-file", directory.resolve("id_ed25519").toString()),
                        entry("transfer.concurrency", "5"));
        assertThat(found.origins()).containsEntry("source.bucket", "config.ini line 5 s3.source bucket");
        assertThat(found.settings().notes())
                .singleElement()
                .asString()
                .endsWith("local_host, local_port, broker, backend, log_level: not needed, as mediaferry has no queue"
                        + " server and opens no local port");
    }

    @Test
    void a_tunnel_that_is_off_is_not_taken() {
        assertThat(Found.inIni(directory, USUAL.replace("enabled = true", "enabled = false"))
                        .values())
                .doesNotContainKeys("ssh.host", "ssh.port", "ssh.user", "ssh.key-file");
    }

    @Test
    void a_socket_is_refused_with_a_way_out() {
        assertThat(Found.inIni(directory, "[pg.database]\nhost=/run/postgresql").refusals())
                .hasEntrySatisfying(
                        "database.url", why -> assertThat(why).contains("unix socket", "set database.url to jdbc:"));
    }

    /** {@code |} stands for a line break. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0000',
            value = {
                "[s3.source]|buckett = x; line 2: unknown key buckett of [s3.source], did you mean bucket of [s3.source]?",
                "[s3.source]|region = x; line 2: unknown key region of [s3.source]",
                "[s3.sauce]|bucket = x; line 2: unknown key bucket of [s3.sauce], did you mean bucket of [s3.source]?",
                "[s3.source]|cAnArY/x+y = x; line 2: unknown key (not shown: it does not look like one)",
                "[s3.source]|AKIAcAnArY7 = x; line 2: unknown key (not shown: it does not look like one)",
                "bucket = x; line 1: stands above the first [section]",
                "[s3.source]|cAnArY; line 2: expected key = value (the line's text is not shown)",
                "[s3.source]|= cAnArY; line 2: expected key = value (the line's text is not shown)",
                "[s3.source]|secret_key = cAnArY%x; line 2: holds a single %: write %% for a per cent sign",
                "[s3.source]|secret_key = %(bucket)s; line 2: holds a single %",
                "[s3.source]|secret_key = a|  cAnArY; line 3: begins with a blank, and so would continue the line above",
                "[s3.source]|bucket = a|Bucket: b; line 3: stands in the file a second time: keep one",
                "[s3.source]|bucket = a|[s3.source]; line 3: stands in the file a second time: keep one",
                "[pg.tunnel]|enabled = yes; line 2: enabled of [pg.tunnel] must be true or false",
            })
    void what_the_tool_would_not_understand_is_refused(String text, String message) {
        assertThatThrownBy(() -> Found.inIni(directory, text.replace('|', '\n')))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(directory.resolve("config.ini") + " " + message)
                .message()
                .doesNotContainIgnoringCase("canary");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0000',
            value = {
                "[s3.source]|bucket=a; a",
                "[s3.source]|BUCKET : a b; a b",
                "[s3.source]|bucket = a #b; a #b",
                "[s3.source]|# bucket = x|  # c|bucket = a:b=c; a:b=c",
                "  [s3.source]|bucket = a; a",
            })
    void values_are_read_as_python_reads_them(String text, String expected) {

        assertThat(Found.inIni(directory, text.replace('|', '\n')).values()).containsEntry("source.bucket", expected);
    }
}
