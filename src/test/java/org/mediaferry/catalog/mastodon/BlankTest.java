package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BlankTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "\t\n\u000B\f\r", "\u0085", "\u00A0", "\u2007\u202F", "\u3000 \u2028\u2029"})
    void nothing_but_white_space_is_blank(String text) {
        assertThat(Blank.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " a ", ".", "\u001C", "\u200B", "\u180E", "\uFEFF", "\uD83D\uDE00"})
    void anything_else_is_not(String text) {
        assertThat(Blank.is(text)).isFalse();
    }

    @Test
    void every_character_agrees_with_the_unicode_property_white_space() {
        var whiteSpace = Pattern.compile("\\p{IsWhite_Space}");

        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(character -> {
                    String text = Character.toString(character);
                    return Blank.is(text) != whiteSpace.matcher(text).matches();
                }))
                .isEmpty();
    }
}
