package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is in no message, no stack trace, no text of an object and no placeholder. */
class CanaryTest {
    private static final String CANARY = "kAnArY7";

    @TempDir
    private Path home;

    @Test
    void good_secrets_are_not_printed() {
        Written.write(home.resolve("secret"), CANARY);
        Settings settings = Written.in(
                        home,
                        "source.bucket = old",
                        "source.access-key = AK" + CANARY,
                        "source.secret-key = " + CANARY,
                        "console.password = " + CANARY,
                        "ssh.host = h",
                        "ssh.password = " + CANARY,
                        "ssh.key-passphrase-file = secret",
                        "destination.bucket = new",
                        "destination.access-key = AK" + CANARY,
                        "destination.secret-key-file = secret")
                .environment("DATABASE_URL", "postgres://u:" + CANARY + "@h/m?sslpassword=" + CANARY)
                .load();

        assertThat(settings.database().password()).isEqualTo(new Secret(CANARY));
        assertThat(settings.destination().credentials().secretKey().reveal()).isEqualTo(CANARY);
        assertThat(settings.database()).asString().doesNotContain(CANARY);
        assertThat(settings.source()).asString().contains("***").doesNotContain(CANARY);
        assertThat(settings.destination()).asString().doesNotContain(CANARY);
        assertThat(settings).asString().contains("source.bucket").doesNotContain(CANARY);
        assertThat(settings.routeProperties().values()).noneMatch(value -> value.contains(CANARY));
        assertThat(settings.routeProperties())
                .doesNotContainKeys(
                        "database.url",
                        "database.password",
                        "source.access-key",
                        "source.secret-key",
                        "console.password",
                        "ssh.password",
                        "ssh.key-passphrase");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database.url = kAnArY7",
                "database.url = mysql://u:kAnArY7@h/m",
                "database.url = postgres://u:kAnArY7/x@h/m",
                "database.url = postgres://u:%zzkAnArY7@h/m",
                "database.url = jdbc:postgresql://h:x/m?password=kAnArY7",
                "database.password = kAnArY7\\n",
                "source.secret-key = kAnArY7\\u0000",
                "source.access-key = kAnArY7",
                "source.secret-key = kAnArY7",
                "source.secret-key kAnArY7",
                "source.secret-key-file = \\\n  x\\u0000@kAnArY7\nkAnArY7",
                "kAnArY7",
                "kAnArY7/x+y = 1",
                "AKIAkAnArY7 = 1",
                "source.secret-key kAnArY7 = 1",
                "source.secretkey = kAnArY7",
                "source.secret-key = x\\uXkAnArY7",
                "source.endpoint = https://user:kAnArY7@s3.example.org",
                "source.endpoint = https:user:kAnArY7@s3.example.org?",
                "database.user = u\ndatabase.password = kAnArY7\ndatabase.url = postgres://u:kAnArY7@h/m",
                "database.password = kAnArY7\ndatabase.password = kAnArY7",
            })
    void refused_secrets_are_not_printed(String lines) {
        ConfigurationException refusal = Written.in(home, lines).refusal();

        assertThat(trace(refusal)).doesNotContainIgnoringCase(CANARY.substring(0, 6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kAnArY7",
                "source.secret-key:kAnArY7",
                "kAnArY7/+=",
                "database.url=kAnArY7",
                "source.secretkey=kAnArY7"
            })
    void refused_options_are_not_printed(String override) {
        ConfigurationException refusal = Written.in(home).set(override).refusal();

        assertThat(trace(refusal)).doesNotContain(CANARY);
    }

    @Test
    void what_holds_a_secret_on_the_way_does_not_print_it() {
        assertThat(new Secret(CANARY)).hasToString("***").isNotEqualTo(new Secret("other"));
        assertThat(new Given(CANARY, "default")).asString().doesNotContain(CANARY);
        assertThat(new PropertiesFile.Entry(1, "a", CANARY)).asString().doesNotContain(CANARY);
        assertThat(new Credentials(new Secret(CANARY), new Secret(CANARY)))
                .asString()
                .doesNotContain(CANARY);
    }

    private static String trace(Throwable refusal) {
        var text = new StringWriter();
        refusal.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
