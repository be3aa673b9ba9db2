package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static final String FILE = "config/application.properties";

    @TempDir
    private Path home;

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "transfer.concurrency         | many   | must be auto or a whole number from 1 to 1024, was \"many\"",
                "transfer.concurrency         | 0      | must be auto or a whole number from 1 to 1024, was \"0\"",
                "transfer.concurrency         | 1025   | must be auto or a whole number from 1 to 1024, was \"1025\"",
                "transfer.concurrency         | 16.0   | must be auto or a whole number from 1 to 1024, was \"16.0\"",
                "transfer.concurrency         | -1     | must be auto or a whole number from 1 to 1024, was \"-1\"",
                "transfer.concurrency         | ''     | must be auto or a whole number from 1 to 1024, was \"\"",
                "transfer.concurrency         | 99999999999 | must be auto or a whole number from 1 to 1024, was \"99999999999\"",
                "poll.page-size               | 10001  | must be a whole number from 1 to 10000, was \"10001\"",
                "retry.attempts               | 101    | must be a whole number from 0 to 100, was \"101\"",
                "database.connections         | 33     | must be a whole number from 1 to 32, was \"33\"",
                "queue.size                   | 0      | must be a whole number from 1 to 100000, was \"0\"",
                "transfer.idle-timeout        | 60     | must be a duration from 1ms to 24h with its unit: ms, s, m or h, was \"60\"",
                "transfer.idle-timeout        | 60 s   | must be a duration from 1ms to 24h with its unit: ms, s, m or h, was \"60 s\"",
                "transfer.idle-timeout        | 1.5s   | must be a duration from 1ms to 24h with its unit: ms, s, m or h, was \"1.5s\"",
                "transfer.idle-timeout        | 0s     | must be a duration from 1ms to 24h with its unit: ms, s, m or h, was \"0s\"",
                "transfer.idle-timeout        | 25h    | must be a duration from 1ms to 24h with its unit: ms, s, m or h, was \"25h\"",
                "transfer.min-speed           | 4000   | must be bytes a second from 1B/s to 1GB/s with their unit: B/s, KB/s, MB/s or GB/s, was \"4000\"",
                "transfer.min-speed           | 4KB    | must be bytes a second from 1B/s to 1GB/s with their unit: B/s, KB/s, MB/s or GB/s, was \"4KB\"",
                "transfer.min-speed           | 0B/s   | must be bytes a second from 1B/s to 1GB/s with their unit: B/s, KB/s, MB/s or GB/s, was \"0B/s\"",
                "stop.timeout                 | 1d     | must be a duration from 1ms to 24h with its unit: ms, s, m or h, was \"1d\"",
                "outcome.interval             | 2m     | must be a duration from 1ms to 1m with its unit: ms, s, m or h, was \"2m\"",
                "retry.multiplier             | 0.5    | must be a number from 1 to 10, e.g. 1.5, was \"0.5\"",
                "retry.multiplier             | 1,5    | must be a number from 1 to 10, e.g. 1.5, was \"1,5\"",
                "routes.reload                | yes    | must be true or false, was \"yes\"",
                "source.path-style            | maybe  | must be auto, true or false, was \"maybe\"",
                "destination.acl              | secret | must be auto, public-read, private or none, was \"secret\"",
                "destination.on-conflict      | skip   | must be overwrite, keep or fail, was \"skip\"",
                "transfer.multipart-above     | 6GiB   | must be a size from 5MiB to 5GiB with its unit: B, KB, MB, GB, KiB, MiB or GiB, was \"6GiB\"",
                "transfer.multipart-above     | 100    | must be a size from 5MiB to 5GiB with its unit: B, KB, MB, GB, KiB, MiB or GiB, was \"100\"",
                "log.level                    | LOUD   | must be ERROR, WARN, INFO, DEBUG or TRACE, was \"LOUD\"",
                "mastodon.permission          | public | must be private, public-read, public-read-write, authenticated-read, aws-exec-read, bucket-owner-read, bucket-owner-full-control or empty, was \"public\"",
                "source.endpoint              | s3.example.org | must be http://host:port or https://host, without user, query or fragment, was \"s3.example.org\"",
                "source.endpoint              | ftp://h | must be http://host:port or https://host, without user, query or fragment, was \"ftp://h\"",
                "source.endpoint              | http://h:99999 | must be http://host:port or https://host, without user, query or fragment, was \"http://h:99999\"",
                "source.bucket                | s3://b | must be a bucket's name, without path or address, was \"s3://b\"",
                "source.region                | eu west | must be a region's name, was \"eu west\"",
                "destination.storage-class    | cold!  | must be a storage class's name, e.g. STANDARD_IA, was \"cold!\"",
                "destination.server-side-encryption | kms | must be none, AES256 or aws:kms, was \"kms\", did you mean aws:kms?",
                "destination.server-side-encryption | ''  | must be none, AES256 or aws:kms, was \"\"",
                "destination.kms-key-id       | a key  | must be a key's id, ARN or alias, was \"a key\"",
                "queue.transfer               | seda   | must be a Camel address, e.g. seda:transfer, was \"seda\"",
            })
    void a_value_of_the_wrong_kind_is_told_with_line_key_and_what_was_expected(
            String key, String value, String problem) {
        var refusal = Written.in(home, "", key + " = " + value).refusal();

        assertThat(refusal).hasMessage(FILE + " line 2: " + key + " " + problem);
    }

    @Test
    void a_wrong_value_names_the_place_it_came_from() {
        var variable =
                Written.in(home).environment("TRANSFER_CONCURRENCY", "many").refusal();
        var option = Written.in(home).set("transfer.concurrency=many").refusal();

        assertThat(variable)
                .hasMessage("environment variable TRANSFER_CONCURRENCY: transfer.concurrency must be"
                        + " auto or a whole number from 1 to 1024, was \"many\"");
        assertThat(option)
                .hasMessage("--set transfer.concurrency: transfer.concurrency must be"
                        + " auto or a whole number from 1 to 1024, was \"many\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "transfer.concurency, transfer.concurrency",
        "transfer.maxConcurrency, ''",
        "retry.maxDelay, retry.max-delay",
        "source.secret_key, source.secret-key",
        "Source.Bucket, source.bucket",
        "concurrency, transfer.concurrency",
        "database.statement-timeot, database.statement-timeout",
        "tunnel.host, ''",
        "console.prot, console.port"
    })
    void an_unknown_key_is_refused_and_the_nearest_one_named(String unknown, String meant) {
        String problem = "unknown key " + unknown
                + (meant.isEmpty() ? "; keys of your own begin with custom." : ", did you mean " + meant + "?");

        assertThat(Written.in(home, "", "", unknown + " = 1").refusal()).hasMessage(FILE + " line 3: " + problem);
        assertThat(Written.in(home).set("poll.retries=1").set(unknown + "=1").refusal())
                .hasMessage("--set number 2: " + problem);
    }

    @Test
    void settings_of_the_way_through_ssh_must_agree() {
        assertThat(Written.in(home, "ssh.user = u").refusal())
                .hasMessage(FILE + " line 1: ssh.user is set without ssh.host: set it too, or leave this out");
        assertThat(Written.in(home).environment("SSH_USER", "u").load().routeProperties())
                .containsEntry("ssh.user", "u");
        assertThat(Written.in(home, "ssh.host = h", "database.connections = 9").refusal())
                .hasMessageContaining(
                        "database.connections (" + FILE + " line 2) must be 8 at most with ssh.host, was 9");
        assertThat(Written.in(home, "ssh.host = h", "ssh.known-hosts = k", "ssh.host-key = SHA256:" + "a".repeat(43))
                        .refusal())
                .hasMessageContaining("are both set: keep one");
        assertThat(Written.in(home, "ssh.host = h", "ssh.host-key = ab:cd").refusal())
                .hasMessageContaining("ssh.host-key must be a fingerprint as ssh-keygen -l prints it, SHA256:...");
        assertThat(Written.in(home, "ssh.host = h", "ssh.password = a", "ssh.password-file = b")
                        .refusal())
                .hasMessageContaining("are both set: keep one");
    }

    @Test
    void what_is_not_known_to_be_private_is_not_made_public() {
        assertThat(Written.in(home, "mastodon.permission =", "destination.acl = public-read")
                        .refusal())
                .hasMessageContaining("destination.acl (" + FILE + " line 2) is public-read")
                .hasMessageContaining("set mastodon.permission=public-read");
        assertThat(Written.in(home, "mastodon.permission =", "destination.acl = private")
                        .load()
                        .publicAcl())
                .isEqualTo("private");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"none", "AES256"})
    void a_key_of_kms_is_named_with_kms_only(String encryption) {
        assertThat(Written.in(
                                home,
                                "destination.server-side-encryption = " + encryption,
                                "destination.kms-key-id = alias/media")
                        .refusal())
                .hasMessage("destination.kms-key-id (" + FILE + " line 2) is set, but"
                        + " destination.server-side-encryption (" + FILE + " line 1) is " + encryption
                        + ", which uses no such key: set destination.server-side-encryption=aws:kms, or leave the key"
                        + " out");
    }

    @Test
    void a_key_of_kms_alone_is_refused_and_once_only_where_the_encryption_is_refused() {
        assertThat(Written.in(home, "destination.kms-key-id = alias/media").refusal())
                .hasMessageContaining("destination.server-side-encryption (default) is none");
        assertThat(Written.in(home, "destination.server-side-encryption = KMS", "destination.kms-key-id = alias/media")
                        .refusal()
                        .problems())
                .hasSize(1);
    }

    @Test
    void a_name_in_the_style_of_the_environment_is_understood() {
        assertThat(Written.in(home, "SOURCE_BUCKET = b").refusal()).hasMessageEndingWith("did you mean source.bucket?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfer.concurrency 16", "transfer.concurrency", "key\\=value", "two words"})
    void a_line_without_a_separator_is_refused(String line) {
        assertThat(Written.in(home, line).refusal())
                .hasMessage(FILE + " line 1: expected key = value (the line's text is not shown)");
    }

    @Test
    void a_broken_escape_is_refused() {
        assertThat(Written.in(home, "custom.a = \\u12").refusal())
                .hasMessage(FILE + " line 1: expected four hexadecimal digits after \\u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfer.concurrency", "transfer.concurrency:5", ""})
    void an_option_without_an_equals_sign_is_refused(String override) {
        assertThat(Written.in(home).set(override).refusal())
                .hasMessage("--set number 1: expected key=value, e.g. --set transfer.concurrency=32"
                        + " (what came is not shown)");
    }

    @Test
    void a_key_that_stands_twice_in_the_file_is_refused() {
        assertThat(Written.in(home, "log.level = INFO", "custom.a = 1", "log.level = INFO", "custom.a = 1")
                        .refusal()
                        .problems())
                .containsExactly(
                        FILE + " line 3: log.level is set a second time, first on line 1: keep one",
                        FILE + " line 4: custom.a is set a second time, first on line 2: keep one");
    }

    @Test
    void all_problems_are_told_together_one_a_line() {
        var refusal = Written.in(home, "nonsense", "foo.bar = 1", "queue.size = 0")
                .environment("LOG_LEVEL", "a\nb")
                .set("x")
                .refusal();

        assertThat(refusal.problems()).hasSize(5);
        assertThat(refusal.getMessage().lines()).containsExactlyElementsOf(refusal.problems());
        assertThat(refusal.problems().get(4))
                .contains("environment variable LOG_LEVEL")
                .contains("a\\u000ab");
    }

    @Test
    void a_secret_and_its_file_are_not_both_set() {
        assertThat(Written.in(home, "database.password-file = f")
                        .environment("DATABASE_PASSWORD", "p")
                        .refusal())
                .hasMessage("database.password (environment variable DATABASE_PASSWORD) and database.password-file"
                        + " (" + FILE + " line 1) are both set: keep one");
        assertThat(Written.in(home, "source.access-key=a", "source.secret-key=s", "source.secret-key-file=f")
                        .refusal())
                .hasMessage("source.secret-key (" + FILE + " line 2) and source.secret-key-file (" + FILE
                        + " line 3) are both set: keep one");
    }

    @Test
    void credentials_come_in_pairs() {
        assertThat(Written.in(home, "source.access-key = a").refusal())
                .hasMessage(FILE + " line 1: source.access-key is set without a secret key:"
                        + " set source.secret-key or source.secret-key-file too");
        assertThat(Written.in(home).environment("DESTINATION_SECRET_KEY", "s").refusal())
                .hasMessage("environment variable DESTINATION_SECRET_KEY: destination.secret-key is set without"
                        + " destination.access-key: set it too");
    }

    @Test
    void the_login_is_not_given_twice() {
        assertThat(Written.in(home, "database.url = postgres://u:p@h/m", "database.user = u", "database.password = p")
                        .refusal()
                        .problems())
                .containsExactly(
                        "database.url (" + FILE + " line 1) holds a user, and database.user (" + FILE
                                + " line 2) is set too: keep one",
                        "database.url (" + FILE + " line 1) holds a password, and database.password (" + FILE
                                + " line 3) is set too: keep one");
    }

    @ParameterizedTest(name = "{0} and {1}, prefixes {2} and {3} -> {4}")
    @CsvSource({
        "'', '', '', '', true",
        "http://h, http://H:80/, '', '', true",
        "https://h, https://h:443, a, /a, true",
        "https://s3.eu-west-1.amazonaws.com, '', '', '', true",
        "http://h, http://h:9000, '', '', false",
        "http://h, '', '', '', false",
        "'', '', a, b, false",
        "'', '', a, '', false",
        "http://h/one, http://h/two, '', '', false",
    })
    void nothing_is_copied_onto_itself(String from, String to, String fromPrefix, String toPrefix, boolean refused) {
        var written = Written.in(home, "source.bucket = media", "destination.bucket = media")
                .set("source.endpoint=" + from)
                .set("destination.endpoint=" + to)
                .set("source.key-prefix=" + fromPrefix)
                .set("destination.key-prefix=" + toPrefix);

        if (refused) {
            assertThat(written.refusal())
                    .hasMessageStartingWith("source.bucket (" + FILE + " line 1) and destination.bucket (" + FILE
                            + " line 2) are the same bucket at the same endpoint with the same key prefix");
        } else {
            written.load().requireStores();
        }
    }

    @Test
    void a_refused_endpoint_is_not_taken_for_the_same_place() {
        assertThat(Written.in(home, "source.bucket=m", "destination.bucket=m", "source.endpoint=h")
                        .refusal()
                        .problems())
                .hasSize(1);
    }

    @Test
    void the_longest_pause_is_not_shorter_than_the_first() {
        assertThat(Written.in(home, "retry.delay = 2m").refusal())
                .hasMessage("retry.max-delay (default) must not be shorter than retry.delay (" + FILE + " line 1)");
    }

    @Test
    void the_two_queues_differ() {
        assertThat(Written.in(home, "queue.outcome = seda:transfer").refusal())
                .hasMessageContaining("queue.transfer (default) and queue.outcome (" + FILE + " line 1)");
    }

    @Test
    void a_secret_s_file_must_hold_one_line() throws IOException {
        Files.createDirectories(home.resolve("folder"));
        Files.write(home.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Written.write(home.resolve("empty"), "\n");
        Written.write(home.resolve("two"), "canary\ncanary\n");
        Written.write(home.resolve("long"), "c".repeat(70_000));

        assertThat(passwordFile("absent")).endsWith("the file " + home.resolve("absent") + " does not exist");
        assertThat(passwordFile("folder")).endsWith("folder is a directory");
        assertThat(passwordFile("binary")).endsWith("binary is not UTF-8 text");
        assertThat(passwordFile("empty")).endsWith("empty is empty");
        assertThat(passwordFile("two")).endsWith("two must hold one line of text without control characters");
        assertThat(passwordFile("long")).endsWith("long is longer than 64 KiB, which no secret is");
    }

    @Test
    void a_named_file_must_be_there() throws IOException {
        Files.write(home.resolve("latin1"), new byte[] {(byte) 0xe4});

        assertThat(load("absent.properties")).isEqualTo("absent.properties: the configuration file does not exist");
        assertThat(load("latin1")).isEqualTo("latin1: the configuration file is not UTF-8 text");
        assertThat(load(".")).endsWith(": the configuration file cannot be read by this user, or is a directory");
    }

    private String load(String file) {
        return catchThrowableOfType(
                        ConfigurationException.class,
                        () -> Settings.load(home, home.resolve(file), Map.of(), List.of()))
                .getMessage();
    }

    private String passwordFile(String file) {
        String problem =
                Written.in(home, "database.password-file = " + file).refusal().getMessage();
        assertThat(problem)
                .startsWith(FILE + " line 1: database.password-file: the file ")
                .doesNotContain("canary");
        return problem;
    }
}
