package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** config/application.properties, of a checkout before it is edited, and of the distribution. */
class ShippedFileTest {
    private static final Path SHIPPED = Path.of("config", "application.properties");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^(#)([a-z][a-z.-]*) =(?: (.*))?$");

    @TempDir
    private Path home;

    @Test
    void says_what_the_table_of_keys_says() throws IOException {
        assertThat(Files.readString(SHIPPED)).isEqualTo(KeyReference.properties());
        assertThat(Path.of("src/main/dist/config/application.properties")).hasSameTextualContentAs(SHIPPED);
    }

    @Test
    void names_every_key_once_with_its_default_and_no_other() throws IOException {
        List<MatchResult> lines =
                ASSIGNMENT.matcher(Files.readString(SHIPPED)).results().toList();

        assertThat(lines.stream().map(line -> line.group(2)))
                .containsExactlyElementsOf(Keys.all().stream().map(Key::name).toList());
        assertThat(lines.stream().map(MatchResult::group))
                .containsExactlyElementsOf(Keys.all().stream()
                        .map(key ->
                                ("#" + key.name() + " = " + Objects.requireNonNullElse(key.defaultText(), "")).strip())
                        .toList());
    }

    @Test
    void sets_nothing_so_that_files_of_other_programs_count() throws IOException {
        assertThat(PropertiesFile.parse(Files.readString(SHIPPED)).entries()).isEmpty();
    }

    @Test
    void means_the_defaults_when_loaded_as_shipped() {
        Settings shipped = Settings.load(home, SHIPPED.toAbsolutePath(), Map.of(), List.of());
        Settings bare = Settings.load(home, null, Map.of(), List.of());

        assertThat(shipped.routeProperties()).isEqualTo(bare.routeProperties());
    }

    @Test
    void stays_readable() throws IOException {
        assertThat(Files.readAllLines(SHIPPED))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void the_readme_table_has_a_row_for_every_key() {
        String rows = KeyReference.markdown().lines().skip(2).collect(Collectors.joining("\n"));

        assertThat(rows.lines()).hasSameSizeAs(Keys.all());
        assertThat(rows.lines())
                .allSatisfy(row -> assertThat(row.split("(?<!\\\\)\\|")).hasSize(5));
        assertThat(rows).contains("| `transfer.concurrency` | auto or a whole number from 1 to 1024 | `auto` |");
    }
}
