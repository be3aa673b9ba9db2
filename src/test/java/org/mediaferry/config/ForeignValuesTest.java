package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings from files of other programs, and what mediaferry's own places make of them. */
class ForeignValuesTest {

    private static final String LATER = "poll.page-size";

    @TempDir
    private Path home;

    @BeforeEach
    void nobody_sets_anything() {
        Written.in(home);
    }

    @Test
    void a_later_place_wins() {
        List<ForeignSettings> one = List.of(file("config.ini", LATER, "1"));
        List<ForeignSettings> two = List.of(file("config.ini", LATER, "1"), file(".env", LATER, "2"));

        assertPageSize(Settings.load(home, one, null, Map.of(), List.of()), 1, "config.ini");
        assertPageSize(Settings.load(home, two, null, Map.of(), List.of()), 2, ".env");
        Written.in(home, LATER + " = 3");
        assertPageSize(Settings.load(home, two, null, Map.of(), List.of()), 3, "config/application.properties line 1");
        Map<String, String> environment = Map.of("POLL_PAGE_SIZE", "4");
        assertPageSize(
                Settings.load(home, two, null, environment, List.of()), 4, "environment variable POLL_PAGE_SIZE");
        assertPageSize(Settings.load(home, two, null, environment, List.of(LATER + "=5")), 5, "--set " + LATER);
    }

    private static void assertPageSize(Settings settings, int expected, String origin) {
        assertThat(settings.poll().pageSize()).isEqualTo(expected);
        assertThat(settings.origin(LATER)).isEqualTo(origin);
    }

    @Test
    void a_value_that_cannot_be_used_is_a_problem_unless_a_later_place_sets_the_key() {
        var refused = new ForeignSettings(
                List.of(new ForeignSettings.Value("source.bucket", "", ".env line 3 S3_ENABLED", "is on disk")),
                List.of());

        assertThatThrownBy(() -> Settings.load(home, List.of(refused), null, Map.of(), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(".env line 3 S3_ENABLED: is on disk");
        assertThat(Settings.load(home, List.of(refused), null, Map.of(), List.of("source.bucket=b"))
                        .source()
                        .bucket())
                .isEqualTo("b");
    }

    /** The file gives user u and password p, in the address or beside it. */
    @ParameterizedTest(name = "{0} -> {1}, {2}")
    @CsvSource(
            nullValues = "~",
            value = {
                "log.level=INFO, u, p",
                "database.url=jdbc:postgresql://other/m, u, p",
                "database.url=postgres://v:q@other/m, v, q",
                "database.url=postgres://v@other/m, v, ~",
                "database.user=v, v, ~",
                "database.user=v database.password=q, v, q",
                "database.password=q, u, q",
                "database.password-file=secret, u, from a file",
                "database.password-file=, u, p",
            })
    void a_login_goes_as_one(String own, String user, String password) {
        Written.write(home.resolve("secret"), "from a file");
        List<List<ForeignSettings>> files = List.of(
                List.of(file(".env", "database.url", "postgres://u:p@h/m?sslmode=require")),
                List.of(file(
                        ".env",
                        "database.url",
                        "jdbc:postgresql://h/m",
                        "database.user",
                        "u",
                        "database.password",
                        "p")));

        for (List<ForeignSettings> foreign : files) {
            Database database = Settings.load(home, foreign, null, Map.of(), List.of(own.split(" ")))
                    .database();

            assertThat(database.user()).isEqualTo(user);
            assertThat(database.password()).isEqualTo(password == null ? null : new Secret(password));
        }
    }

    @Test
    void another_access_key_needs_a_secret_key_of_its_own() {
        var foreign = List.of(file(".env", "source.bucket", "b", "source.access-key", "A", "source.secret-key", "S"));

        assertThatThrownBy(() -> Settings.load(home, foreign, null, Map.of(), List.of("source.access-key=B")))
                .hasMessageContaining("source.access-key is set without a secret key");
    }

    @Test
    void values_are_shown_without_secrets() {
        Settings settings = Settings.load(
                home,
                List.of(file(
                        ".env",
                        "database.url",
                        "postgres://u:canary@h/m?sslpassword=canary",
                        "source.secret-key",
                        "canary",
                        "source.access-key",
                        "canary",
                        "mastodon.permission",
                        "",
                        "source.bucket",
                        "b")),
                null,
                Map.of(),
                List.of());

        assertThat(settings.shown("database.url")).isEqualTo("jdbc:postgresql://h/m");
        assertThat(settings.shown("database.password")).isEqualTo("***");
        assertThat(settings.shown("source.secret-key")).isEqualTo("***");
        assertThat(settings.shown("source.bucket")).isEqualTo("b");
        assertThat(settings.shown("mastodon.permission")).isEqualTo("(empty)");
    }

    private static ForeignSettings file(String origin, String... keysAndValues) {
        List<ForeignSettings.Value> values = IntStream.range(0, keysAndValues.length / 2)
                .mapToObj(i -> new ForeignSettings.Value(keysAndValues[2 * i], keysAndValues[2 * i + 1], origin, null))
                .toList();
        return new ForeignSettings(values, List.of());
    }
}
