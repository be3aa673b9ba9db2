package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class SettingsTest {
    @TempDir
    private Path home;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "true, source.region=eu-1",
        "false, source.region=eu-2",
        "false, source.endpoint=https://other.example",
        "false, source.access-key=other",
        "false, source.secret-key=other",
        "false, transfer.server-side-copy=off"
    })
    void two_buckets_are_of_one_store_where_place_and_keys_are_the_same(boolean one, String setting) {
        List<String> settings = List.of(
                "source.endpoint=https://s3.example",
                "source.bucket=old",
                "source.region=eu-1",
                "source.access-key=key",
                "source.secret-key=secret",
                "destination.endpoint=https://s3.example",
                "destination.bucket=new",
                "destination.region=eu-1",
                "destination.access-key=key",
                "destination.secret-key=secret",
                setting);

        assertThat(Settings.load(home, null, Map.of(), settings).copiesWithinOneStore())
                .isEqualTo(one);
    }

    @Test
    void without_a_file_the_defaults_hold() {
        Settings settings = Settings.load(home, null, Map.of(), List.of());

        assertThat(settings.transfer())
                .isEqualTo(new Transfer(
                        TransferClient.LEAN,
                        new Concurrency(256, true),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        4000,
                        5L << 30,
                        10_000));
        assertThat(settings.retry()).isEqualTo(new Retry(5, Duration.ofSeconds(1), Duration.ofSeconds(60), 2.0));
        assertThat(settings.poll()).isEqualTo(new Poll(1000, Duration.ofMillis(200), 100));
        assertThat(settings.queues()).isEqualTo(new Queues("seda:transfer", "seda:outcome", 500));
        assertThat(settings.outcomeBatch()).isEqualTo(new OutcomeBatch(500, Duration.ofMillis(250)));
        assertThat(settings.putHeaders())
                .isEqualTo(new PutHeaders(
                        DestinationAcl.AUTO, null, Encryption.NONE, "public, max-age=315576000, immutable"));
        assertThat(settings.mastodonPermission()).contains("public-read");
        assertThat(settings.workDirectory()).isEqualTo(home.resolve("work"));
        assertThat(settings.routesDirectory()).isEqualTo(home.resolve("routes"));
        assertThat(settings.routesReload()).isTrue();
        assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.logLevel()).isEqualTo(Level.INFO);
        assertThat(settings.origin("log.level")).isEqualTo("default");
    }

    @Test
    void a_later_place_wins_and_is_remembered() {
        var written = Written.in(home, "# mine", "poll.page-size = 10");

        Settings byFile = written.load();
        Settings byVariable = written.environment("POLL_PAGE_SIZE", "20").load();
        Settings byOption = written.set("poll.page-size=30").load();
        Settings byLaterOption = written.set("poll.page-size=40").load();

        assertThat(byFile.poll().pageSize()).isEqualTo(10);
        assertThat(byFile.origin("poll.page-size")).isEqualTo("config/application.properties line 2");
        assertThat(byVariable.poll().pageSize()).isEqualTo(20);
        assertThat(byVariable.origin("poll.page-size")).isEqualTo("environment variable POLL_PAGE_SIZE");
        assertThat(byOption.poll().pageSize()).isEqualTo(30);
        assertThat(byOption.origin("poll.page-size")).isEqualTo("--set poll.page-size");
        assertThat(byLaterOption.poll().pageSize()).isEqualTo(40);
    }

    @Test
    void a_wrong_value_that_a_later_place_replaces_does_no_harm() {
        Settings settings = Written.in(home, "poll.page-size = many")
                .set("poll.page-size=30")
                .load();

        assertThat(settings.poll().pageSize()).isEqualTo(30);
    }

    @Test
    void a_named_file_is_read_instead_of_the_usual_one() {
        Path file = Written.write(home.resolve("other.properties"), "poll.page-size = 7");
        Written.in(home, "poll.page-size = 10");

        Settings settings = Settings.load(home, file, Map.of(), List.of());

        assertThat(settings.poll().pageSize()).isEqualTo(7);
        assertThat(settings.origin("poll.page-size")).isEqualTo("other.properties line 1");
    }

    @Test
    void stores_are_read_with_their_credentials() {
        Settings settings = Written.in(
                        home,
                        "source.endpoint = https://s3.example.org",
                        "source.bucket = old",
                        "source.access-key = AK",
                        "source.secret-key = SK",
                        "source.key-prefix = live",
                        "destination.bucket = new",
                        "destination.region = eu-central-1",
                        "destination.storage-class = STANDARD_IA",
                        "destination.acl = public-read")
                .load();

        settings.requireStores();

        assertThat(settings.source())
                .isEqualTo(new Store(
                        URI.create("https://s3.example.org"),
                        "us-east-1",
                        "old",
                        new Credentials(new Secret("AK"), new Secret("SK")),
                        true,
                        "live",
                        0));
        assertThat(settings.destination()).isEqualTo(new Store(null, "eu-central-1", "new", null, false, "live", 0));
        assertThat(settings.sourceKeyPrefix()).isEqualTo("live");
        assertThat(settings.putHeaders().storageClass()).isEqualTo("STANDARD_IA");
        assertThat(settings.putHeaders().acl()).isEqualTo(DestinationAcl.PUBLIC_READ);
    }

    @Test
    void encryption_is_asked_for_as_it_is_named_with_the_key_that_is_named() {
        assertThat(Written.in(home, "destination.server-side-encryption = AES256")
                        .load()
                        .putHeaders()
                        .encryption())
                .isEqualTo(new Encryption(EncryptionKind.AES256, null));
        assertThat(Written.in(home, "destination.server-side-encryption = aws:kms")
                        .load()
                        .putHeaders()
                        .encryption())
                .isEqualTo(new Encryption(EncryptionKind.AWS_KMS, null));

        String key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        Encryption named = Written.in(
                        home, "destination.server-side-encryption = aws:kms", "destination.kms-key-id = " + key)
                .load()
                .putHeaders()
                .encryption();
        assertThat(named).isEqualTo(new Encryption(EncryptionKind.AWS_KMS, key));
        assertThat(named.header()).isEqualTo("aws:kms");
        assertThat(Encryption.NONE.header()).isNull();
    }

    @ParameterizedTest(name = "source {0}, destination {1} -> {2}")
    @CsvSource(
            value = {
                "NIL, NIL, ''",
                "live, NIL, live",
                "live, '', ''",
                "live, new, new",
                "'', new, new",
                "a//, NIL, a//"
            },
            nullValues = "NIL")
    void an_unset_prefix_of_the_destination_is_the_source_s_and_an_empty_one_is_none(
            String source, String destination, String expected) {
        var written = Written.in(home, "source.bucket = old", "destination.bucket = new");
        if (source != null) {
            written.set("source.key-prefix=" + source);
        }
        if (destination != null) {
            written.set("destination.key-prefix=" + destination);
        }

        assertThat(written.load().destination().keyPrefix()).isEqualTo(expected);
    }

    @Test
    void an_empty_permission_differs_from_an_unset_one() {
        assertThat(Written.in(home, "mastodon.permission =").load().mastodonPermission())
                .isEmpty();
        assertThat(Written.in(home)
                        .environment("MASTODON_PERMISSION", "")
                        .load()
                        .mastodonPermission())
                .isEmpty();
        assertThat(Written.in(home)
                        .environment("MASTODON_PERMISSION", "private")
                        .load()
                        .mastodonPermission())
                .isEqualTo(Optional.of("private"));
    }

    @Test
    void an_empty_cache_control_gives_none() {
        assertThat(Written.in(home, "destination.cache-control =")
                        .load()
                        .putHeaders()
                        .cacheControl())
                .isNull();
    }

    @Test
    void empty_unsets_what_an_earlier_place_set_when_there_is_no_default() {
        Settings settings = Written.in(home, "source.bucket = b", "source.endpoint = http://localhost:9000")
                .environment("SOURCE_ENDPOINT", "")
                .load();

        assertThat(settings.source().endpoint()).isNull();
        assertThat(settings.source().pathStyle()).isFalse();
        assertThat(settings.origin("source.endpoint")).isEqualTo("default");
    }

    @ParameterizedTest(name = "{0}, endpoint {1} -> {2}")
    @CsvSource({"auto, '', false", "auto, http://h, true", "true, '', true", "false, http://h, false", "TRUE, '', true"
    })
    void auto_path_style_follows_the_endpoint(String pathStyle, String endpoint, boolean expected) {
        Settings settings = Written.in(home, "source.bucket = b")
                .set("source.path-style=" + pathStyle)
                .set("source.endpoint=" + endpoint)
                .load();

        assertThat(settings.source().pathStyle()).isEqualTo(expected);
    }

    @Test
    void the_database_has_its_login_from_the_url_or_from_keys() {
        Settings url = Written.in(home)
                .environment("DATABASE_URL", "postgres://u:p@db/m")
                .load();
        Settings keys = Written.in(home, "database.url=jdbc:postgresql://db/m", "database.user = u")
                .environment("DATABASE_PASSWORD", " p ")
                .load();

        url.requireDatabase();

        assertThat(url.database())
                .isEqualTo(new Database(
                        "jdbc:postgresql://db/m",
                        "u",
                        new Secret("p"),
                        4,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10),
                        null));
        assertThat(keys.database().user()).isEqualTo("u");
        assertThat(keys.database().password()).isEqualTo(new Secret(" p "));
    }

    @Test
    void a_secret_can_stand_in_a_file_relative_to_the_home() {
        Written.write(home.resolve("secrets/db"), "p#1 \r\n");

        Settings settings = Written.in(home, "database.url=jdbc:postgresql:m", "database.password-file = secrets/db")
                .load();

        assertThat(settings.database().password()).isEqualTo(new Secret("p#1 "));
    }

    @Test
    void what_is_missing_is_asked_for_only_when_needed() {
        Settings settings = Written.in(home).load();

        assertThatThrownBy(settings::requireDatabase)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("database.url is not set: set it in config/application.properties"
                        + " or by environment variable DATABASE_URL");
        assertThatThrownBy(settings::database).isInstanceOf(ConfigurationException.class);
        assertThat(catchThrowableOfType(ConfigurationException.class, settings::requireStores)
                        .problems())
                .hasSize(2)
                .satisfies(problems -> assertThat(problems.get(0)).startsWith("source.bucket is not set"))
                .satisfies(problems -> assertThat(problems.get(1)).contains("variable DESTINATION_BUCKET"));
    }

    @Test
    void values_survive_blanks_around_them() {
        Settings settings = Written.in(home, "source.bucket = media   ")
                .set("log.level= debug ")
                .load();

        assertThat(settings.source().bucket()).isEqualTo("media");
        assertThat(settings.logLevel()).isEqualTo(Level.DEBUG);
    }
}
