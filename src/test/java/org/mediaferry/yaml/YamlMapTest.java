package org.mediaferry.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlMapTest {

    @Test
    void values_are_texts_as_they_stand_numbers_or_maps() {
        YamlMap map = YamlMap.parse("a: yes\nb: 0.0230\nc:\n  d: >-\n    two\n    lines\n", "x.yaml");

        assertThat(map.names()).containsExactly("a", "b", "c");
        assertThat(map.text("a")).isEqualTo("yes");
        assertThat(map.amountIfAny("b")).contains(new BigDecimal("0.0230"));
        assertThat(map.amountIfAny("z")).isEmpty();
        assertThat(map.map("c").text("d")).isEqualTo("two lines");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"a: 1\nb: [2\"         | x.yaml line 2: no YAML: ",
                "\"a: 1\na: 2\"          | x.yaml line 2: a stands a second time: keep one",
                "\"- a\n- b\"            | x.yaml line 1: the file must be names and values",
                "\"# nothing\"           | x.yaml: the file is empty"
            })
    void what_is_no_map_is_refused_with_its_line(String text, String message) {
        assertThatThrownBy(() -> YamlMap.parse(text, "x.yaml"))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "1,5", "free", "''", "0x10", ".5"})
    void an_amount_is_a_plain_number_without_sign(String text) {
        YamlMap map = YamlMap.parse("price: " + text, "x.yaml");

        assertThatThrownBy(() -> map.amountIfAny("price"))
                .hasMessageStartingWith("x.yaml line 1: price must be a number of 0 or more, e.g. 0.023, was \"");
    }

    @Test
    void what_is_missing_unknown_or_of_another_kind_is_named() {
        YamlMap map = YamlMap.parse("egres: 1\nlist: [1]\n", "x.yaml");

        assertThatThrownBy(() -> map.onlyNames(List.of("egress", "list")))
                .hasMessage("x.yaml line 1: unknown name \"egres\", did you mean egress?");
        assertThatThrownBy(() -> map.text("other")).hasMessage("x.yaml line 1: other is missing");
        assertThatThrownBy(() -> map.text("list")).hasMessage("x.yaml line 2: list must be one text or number");
        assertThatThrownBy(() -> map.map("egres"))
                .hasMessageStartingWith("x.yaml line 1: egres must be names and values");
    }
}
