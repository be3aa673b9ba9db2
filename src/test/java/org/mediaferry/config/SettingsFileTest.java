package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A properties file that is written, and what is read from it. */
class SettingsFileTest {

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "  blanks around  ",
                " ",
                "\\",
                "\\\\u0041\\n",
                "#hash",
                "!bang",
                "a#b!c:d=e",
                "=",
                ": x",
                "käse",
                "日本語 🐘",
                "\u00a0nbsp\u2028",
                "${x} {{y}} $(z)",
                "'quoted\"",
                "ends in \\"
            })
    void an_odd_secret_comes_back_as_it_was(String secret) throws IOException {
        String text = SettingsFile.text(Map.of("database.password", new Given(secret, "a test")));

        Written.write(home.resolve("config/application.properties"), text + "\ndatabase.url = jdbc:postgresql:m\n");
        assertThat(Settings.load(home, null, Map.of(), List.of()).database().password())
                .isEqualTo(secret.isBlank() ? null : new Secret(secret));
        assertThat(asJavaReadsIt(text)).containsOnly(Map.entry("database.password", secret));
    }

    @Test
    void any_text_comes_back_as_it_was() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            String value = random.ints(random.nextInt(12), 0, 300)
                    .mapToObj(c -> String.valueOf((char) c))
                    .reduce("", String::concat);

            String text = SettingsFile.text(Map.of("custom.x", new Given(value, "a " + value)));

            assertThat(asJavaReadsIt(text)).containsOnly(Map.entry("custom.x", value));
        }
    }

    @Test
    void a_value_in_force_says_where_it_comes_from() {
        String text = SettingsFile.text(Map.of("source.bucket", new Given("media", ".env\nx.y = 1 line 3")));

        assertThat(text)
                .contains("\n# From .env\\u000ax.y = 1 line 3\nsource.bucket = media\n")
                .doesNotContain("#source.bucket");
    }

    /** In Latin-1, which was the rule for such files. */
    private static Properties asJavaReadsIt(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
        return properties;
    }
}
