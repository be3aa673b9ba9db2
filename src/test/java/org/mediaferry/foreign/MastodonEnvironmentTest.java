package org.mediaferry.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.config.ConfigurationException;

class MastodonEnvironmentTest {

    private static final String STORE = "S3_ENABLED=true\n";

    @TempDir
    private Path directory;

    @Test
    void a_usual_file_gives_database_and_source() {
        Found found = Found.inEnvironment(directory, """
                # Comment
                LOCAL_DOMAIN=example.com
                DB_HOST=db.internal
                DB_USER=masto
                DB_NAME=masto_prod
                DB_PASS='p#w'
                S3_ENABLED=true
                S3_BUCKET=files
                AWS_ACCESS_KEY_ID=AK
                AWS_SECRET_ACCESS_KEY=SK
                S3_REGION=eu-2
                S3_ENDPOINT=https://s3.example.com/ # old
                S3_KEY_PREFIX=live
                S3_PERMISSION=private
                S3_ALIAS_HOST=files.example.com
                S3_HOSTNAME=wrong.example.com
                S3_CLOUDFRONT_HOST=wrong.example.com
                S3_MULTIPART_THRESHOLD=1
                S3_FORCE_SINGLE_REQUEST=true
                """);

        assertThat(found.values())
                .containsOnly(
                        entry("database.url", "jdbc:postgresql://db.internal:5432/masto_prod"),
                        entry("database.user", "masto"),
                        entry("database.password", "p#w"),
                        entry("source.bucket", "files"),
                        entry("source.access-key", "AK"),
                        entry("source.secret-key", "SK"),
                        entry("source.region", "eu-2"),
                        entry("source.endpoint", "https://s3.example.com/"),
                        entry("source.path-style", "true"),
                        entry("source.key-prefix", "live"),
                        entry("mastodon.permission", "private"));
        assertThat(found.origins())
                .contains(
                        entry("database.url", ".env.production line 3 DB_HOST, line 5 DB_NAME"),
                        entry("source.bucket", ".env.production line 8 S3_BUCKET"),
                        entry("source.path-style", ".env.production line 12 S3_ENDPOINT"));
        assertThat(found.refusals()).isEmpty();
    }

    /** {@code |} stands for a line break. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0000',
            nullValues = "~",
            value = {
                "~; jdbc:postgresql://localhost:5432/mastodon_production; mastodon; ~",
                "DB_HOST=h|DB_PORT=6432|DB_NAME=n|DB_USER=u|DB_PASS=p; jdbc:postgresql://h:6432/n; u; p",
                "DB_PASS=|DB_PORT=; jdbc:postgresql://localhost:5432/mastodon_production; mastodon; ~",
                "DB_USER=; jdbc:postgresql://localhost:5432/mastodon_production; ~; ~",
                "DB_HOST=::1|DB_NAME=a b/ä; jdbc:postgresql://[::1]:5432/a+b%2F%C3%A4; mastodon; ~",
                "DB_SSLMODE=require; jdbc:postgresql://localhost:5432/mastodon_production?sslmode=require; mastodon; ~",
                "DATABASE_URL=postgres://u:p@h/n|DB_HOST=other; postgres://u:p@h/n; ~; ~",
                "REPLICA_DATABASE_URL=postgres://r/n|DATABASE_URL=postgres://h/n; postgres://r/n; ~; ~",
                "REPLICA_DATABASE_URL=|DATABASE_URL=postgres://h/n; postgres://h/n; ~; ~",
                "REPLICA_DB_HOST=r|DB_HOST=h|DB_PORT=1|DB_USER=u|DB_PASS=p|DB_SSLMODE=require; jdbc:postgresql://r:1/mastodon_production?sslmode=require; u; p",
                "REPLICA_DB_NAME=rn|REPLICA_DB_USER=ru|REPLICA_DB_PASS=rp|DB_HOST=h|DB_PASS=p|DATABASE_URL=postgres://x/y; jdbc:postgresql://h:5432/rn; ru; rp",
            })
    void the_database_is_found_as_mastodon_finds_it(String text, String url, String user, String password) {
        Found found = Found.inEnvironment(directory, STORE + (text == null ? "" : text.replace('|', '\n')));

        assertThat(found.refusals()).isEmpty();
        assertThat(found.values().get("database.url")).isEqualTo(url);
        assertThat(found.values().get("database.user")).isEqualTo(user);
        assertThat(found.values().get("database.password")).isEqualTo(password);
    }

    @Test
    void a_replica_is_said_to_be_one() {
        Found found = Found.inEnvironment(directory, STORE + "DB_HOST=h\nREPLICA_DB_HOST=r\n");

        assertThat(found.origins()).containsEntry("database.url", ".env.production line 3 REPLICA_DB_HOST");
        assertThat(found.settings().notes()).anyMatch(note -> note.contains("names a replica"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            nullValues = "~",
            value = {
                "S3_ENDPOINT=http://h; true",
                "S3_ENDPOINT=http://h|S3_OVERRIDE_PATH_STYLE=true; false",
                "S3_ENDPOINT=http://h|S3_OVERRIDE_PATH_STYLE=TRUE; true",
                "S3_ENDPOINT=http://h|S3_OVERRIDE_PATH_STYLE=; true",
                "S3_OVERRIDE_PATH_STYLE=true; ~",
                "S3_ENDPOINT=; ~",
            })
    void the_bucket_is_in_the_path_of_an_endpoint_unless_told_otherwise(String text, String pathStyle) {
        assertThat(Found.inEnvironment(directory, STORE + text.replace('|', '\n'))
                        .values()
                        .get("source.path-style"))
                .isEqualTo(pathStyle);
    }

    @Test
    void an_empty_permission_differs_from_none() {
        assertThat(Found.inEnvironment(directory, STORE + "S3_PERMISSION=").values())
                .containsEntry("mastodon.permission", "");
        assertThat(Found.inEnvironment(directory, STORE).values()).doesNotContainKey("mastodon.permission");
    }

    @Test
    void empty_credentials_as_in_the_sample_file_are_none() {
        assertThat(Found.inEnvironment(directory, STORE + "AWS_ACCESS_KEY_ID=\nAWS_SECRET_ACCESS_KEY=")
                        .values())
                .doesNotContainKeys("source.access-key", "source.secret-key");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0000',
            value = {
                "DB_HOST=/var/run/postgresql|DB_NAME=n; database.url; DB_HOST stands for a unix socket",
                "DB_HOST=/var/run/postgresql|DB_NAME=n; database.url; set database.url to jdbc:postgresql://127.0.0.1:5432/n",
                "DB_HOST=; database.url; DB_HOST stands for a unix socket",
                "REPLICA_DB_HOST=/run; database.url; REPLICA_DB_HOST stands for a unix socket",
                "DATABASE_URL=postgres:///n?host=/run; database.url; DATABASE_URL stands for a unix socket",
                "DATABASE_URL=postgres://u:p@%2Frun/n; database.url; DATABASE_URL stands for a unix socket",
                "DB_NAME=; database.url; DB_NAME is empty",
                "DB_PORT=many; database.url; DB_PORT must be a port's number",
                "DB_SSLMODE=maybe; database.url; DB_SSLMODE must be one of allow, disable, prefer",
                "DB_PASS=$(cat secret); database.password; holds a command, $(...), which mediaferry does not run",
                "X=$(cat secret)|DB_PASS=${X}; database.password; holds a command",
                "S3_BUCKET=$(hostname); source.bucket; or set source.bucket yourself",
                "S3_ENABLED=false; source.bucket; S3_ENABLED is not exactly true: the files are on the server's disk, in public/system",
                "S3_ENABLED=True|PAPERCLIP_ROOT_PATH=/srv/media; source.bucket; on the server's disk, in /srv/media, and",
                "S3_ENABLED=|SWIFT_ENABLED=true; source.bucket; the files are in OpenStack Swift",
                "S3_ENABLED=no|AZURE_ENABLED=true; source.bucket; the files are in Azure",
            })
    void what_cannot_be_used_is_refused_with_the_reason(String text, String key, String reason) {
        Map<String, String> refusals =
                Found.inEnvironment(directory, STORE + text.replace('|', '\n')).refusals();

        assertThat(refusals).containsOnlyKeys(key);
        assertThat(refusals.get(key)).contains(reason).doesNotContain("secret)");
    }

    @Test
    void without_any_word_of_a_store_the_files_are_on_disk() {
        Found found = Found.inEnvironment(directory, "LOCAL_DOMAIN=x");

        assertThat(found.refusals().get("source.bucket")).startsWith("S3_ENABLED is not set: the files are on");
    }

    @Test
    void swift_besides_s3_does_not_matter() {
        assertThat(Found.inEnvironment(directory, STORE + "SWIFT_ENABLED=true").refusals())
                .isEmpty();
    }

    @Test
    void a_storage_class_is_mentioned_and_not_taken() {
        Found found = Found.inEnvironment(directory, STORE + "S3_STORAGE_CLASS=STANDARD_IA");

        assertThat(found.values()).doesNotContainKey("destination.storage-class");
        assertThat(found.settings().notes())
                .anyMatch(note -> note.contains(".env.production line 2 S3_STORAGE_CLASS - is not taken"));
    }

    @Test
    void a_command_is_noted_with_its_line_wherever_it_stands() {
        Found found = Found.inEnvironment(directory, STORE + "\nOTP_SECRET=$(cat otp)");

        assertThat(found.refusals()).isEmpty();
        assertThat(found.settings().notes())
                .anyMatch(note ->
                        note.endsWith(".env.production line 3 OTP_SECRET - holds a command, $(...), which is not run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"quoted\"", "'quoted'", "back\\\\slash", "a # b", "a$B"})
    void a_value_that_docker_may_see_otherwise_is_noted_and_can_be_taken_verbatim(String written) {
        String text = STORE + "DB_PASS=" + written;

        assertThat(Found.inEnvironment(directory, text).settings().notes())
                .anyMatch(note -> note.contains("line 2 DB_PASS - is taken as Mastodon reads the file itself"))
                .allMatch(note -> !note.contains(written));
        Found verbatim = new Found(ForeignFiles.mastodon(directory.resolve(".env.production"), true));
        assertThat(verbatim.values()).containsEntry("database.password", written);
        assertThat(verbatim.settings().notes()).isEmpty();
    }

    @Test
    void an_unambiguous_file_needs_no_note() {
        assertThat(Found.inEnvironment(directory, STORE + "\r\n# c\r\nDB_PASS=p=q\r\nOTHER='x'")
                        .settings()
                        .notes())
                .isEmpty();
    }

    @Test
    void a_byte_order_mark_does_no_harm() {
        assertThat(Found.inEnvironment(directory, "\uFEFFS3_ENABLED=true\nS3_BUCKET=b")
                        .values())
                .containsEntry("source.bucket", "b");
    }

    @Test
    void a_file_that_cannot_be_read_is_refused() throws IOException {
        Files.write(directory.resolve("latin1"), new byte[] {'A', '=', (byte) 0xe4});

        refuses("absent", "absent: the file does not exist");
        refuses("latin1", "latin1: the file is not UTF-8 text");
        refuses(".", ": the file cannot be read by this user, or is a directory");
    }

    @Test
    void what_mastodon_would_not_load_is_refused() {
        Found.write(directory, "bad", "A=canary\nexport B\n");

        refuses("bad", "bad line 2: export without a value, of a variable that has none before");
    }

    private void refuses(String file, String message) {
        assertThatThrownBy(() -> ForeignFiles.mastodon(directory.resolve(file), false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void nothing_prints_a_value() {
        Found found = Found.inEnvironment(
                directory,
                Arrays.stream("DB_PASS DB_USER S3_BUCKET AWS_SECRET_ACCESS_KEY".split(" "))
                        .map(name -> name + "=\"canary\"\n")
                        .collect(Collectors.joining("", STORE, "")));

        assertThat(found.settings().toString()).doesNotContain("canary");
    }
}
