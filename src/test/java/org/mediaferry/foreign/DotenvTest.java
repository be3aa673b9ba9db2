package org.mediaferry.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@code .env} file means: the vectors are answers of dotenv 3.2.0 itself. */
class DotenvTest {

    private static final Path VECTORS = Path.of("src/test/resources/fixtures/mastodon-dotenv.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("vectors")
    void means_what_dotenv_takes_it_for(JsonNode vector) {
        assertThat(values(vector.get("text").asText())).isEqualTo(JSON.convertValue(vector.get("expect"), Map.class));
    }

    /** {@code |} stands for a line break, {@code ~} for nothing. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '\u0000',
            delimiter = ';',
            nullValues = "~",
            value = {
                "K=a|K=b; b",
                "K=; ''",
                "K:v|K=w; w",
                "K=v # c; v",
                "K='a' 'b'; a' 'b",
                "K=\"a\" # \"b\"; a",
                "K='a # b; 'a",
                "K='$A \\n'; $A \\n",
                "A=1|K=$A-${A}-$AB; 1-1-",
                "A=1|K=\"${A}2\"; 12",
                "K=$LATER|LATER=1; ",
                "K=\\$A; $A",
                "K=50$; 50$",
                "K=a\\\\b; a\\b",
                "K=\"a\\nb\"; a\\nb",
                "DOTENV_LINEBREAK_MODE=legacy|K=\"a\\nb\"; a|b",
                "K=|'b'; b",
                "export K=v; v",
                "export  K = v; v",
                "K=1|export K; 1",
                "no key here|K=v; v",
                "K='a|b|c'; a|b|c",
            })
    void follows_the_rules(String text, String expected) {
        String value = Dotenv.parse(text.replace('|', '\n')).get("K").value();

        assertThat(value.replace('\n', '|')).isEqualTo(expected == null ? "" : expected.replace("''", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"K=$(touch ran)", "K=\"a$(b (c) $(d))e\"", "A=$(x)\nK=${A}", "K=$(x) # c"})
    void a_command_is_not_run_but_known(String text) {
        assertThat(Dotenv.parse(text).get("K").holdsCommand()).isTrue();
        assertThat(Path.of("ran")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"K='$(x)'", "K=\\$(x)", "K=$()", "K=$(x", "K=$[x]", "A=\\$(x)\nK=$A"})
    void what_only_looks_like_a_command_is_none(String text) {
        assertThat(Dotenv.parse(text).get("K").holdsCommand()).isFalse();
    }

    @Test
    void a_variable_knows_the_line_of_its_name() {
        Map<String, Variable> variables = Dotenv.parse("# c\r\n\r\n  A=1\r\nB=\"x\r\ny\"\r\nexport C=3");

        assertThat(variables.values().stream().map(Variable::line)).containsExactly(3, 4, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"export K", "A=1\nexport K", "A=1\nexport K="})
    void exporting_what_has_no_value_is_refused_as_by_dotenv(String text) {
        assertThatThrownBy(() -> Dotenv.parse(text))
                .isInstanceOfSatisfying(
                        BadLineException.class, e -> assertThat(e.line()).isEqualTo(text.split("\n").length))
                .hasMessage("export without a value, of a variable that has none before");
    }

    @Test
    void a_long_value_is_no_trouble() {
        String value = "x'".repeat(50_000);

        assertThat(values("K=\"" + value + "\"")).containsEntry("K", value);
    }

    @Test
    void nothing_of_a_value_is_printed() {
        assertThat(Dotenv.parse("K=canary").toString() + DotenvValue.of("canary", Map.of()))
                .doesNotContain("canary");
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Dotenv.parse(text).forEach((name, variable) -> values.put(name, variable.value()));
        return values;
    }

    private static List<JsonNode> vectors() throws IOException {
        return Files.readAllLines(VECTORS).stream().map(DotenvTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
