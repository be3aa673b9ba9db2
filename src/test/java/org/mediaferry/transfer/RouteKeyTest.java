package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "accounts/avatars/000/000/001/original/a.png",
                "%",
                "%%",
                "$",
                "$$",
                "%24",
                "%25",
                "%2524",
                "%252524",
                "$24%",
                "%$25",
                "%25$24",
                "${body}",
                "${env:HOME}",
                "$simple{body}",
                "a${",
                "}",
                "a%41 b+c?d#e\\f\u007f\n",
                "\u00fc\ud83d\ude00\ud800"
            })
    void restores_every_text(String key) {
        assertThat(RouteKey.fromHeader(RouteKey.toHeader(key))).isEqualTo(key);
    }

    @RepeatedTest(200)
    void restores_any_mixture_of_the_characters_it_replaces(RepetitionInfo repetition) {
        String key = new Random(repetition.getCurrentRepetition())
                .ints(12, 0, 6)
                .mapToObj(i -> String.valueOf("%$245{".charAt(i)))
                .collect(Collectors.joining());

        assertThat(RouteKey.fromHeader(RouteKey.toHeader(key))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${body}", "$simple{body}", "a$b", "%24{body}"})
    void leaves_nothing_that_could_begin_an_expression(String key) {
        assertThat(RouteKey.toHeader(key)).doesNotContain("$");
    }

    @Test
    void leaves_an_ordinary_key_as_it_is() {
        assertThat(RouteKey.toHeader("accounts/a b+c.png")).isEqualTo("accounts/a b+c.png");
    }
}
