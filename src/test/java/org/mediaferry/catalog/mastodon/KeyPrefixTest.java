package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPrefixTest {

    @ParameterizedTest(name = "\"{0}\" -> {1}")
    @CsvSource({
        "'', accounts/a.png",
        "media, media/accounts/a.png",
        "media/, media//accounts/a.png",
        "/media, media/accounts/a.png",
        "//media, /media/accounts/a.png",
        "/, /accounts/a.png",
        "a/b/c, a/b/c/accounts/a.png",
        "' ', ' /accounts/a.png'"
    })
    void the_prefix_stands_as_it_is_less_one_leading_slash(String prefix, String expected) {
        assertThat(new KeyPrefix(prefix).prepend("accounts/a.png")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "media", "media/", "/media", "//media", "/", "a/b/c", " "})
    void removing_undoes_prepending(String text) {
        var prefix = new KeyPrefix(text);

        assertThat(prefix.remove(prefix.prepend("cache/a//b/.png"))).isEqualTo("cache/a//b/.png");
    }

    @Test
    void a_key_moves_from_one_prefix_to_another() {
        String key = "old/accounts/a.png";

        assertThat(new KeyPrefix("new/").prepend(new KeyPrefix("old").remove(key)))
                .isEqualTo("new//accounts/a.png");
    }

    @Test
    void a_key_of_another_prefix_is_refused_by_name() {
        assertThatThrownBy(() -> new KeyPrefix("media").remove("mediaX/accounts/a.png"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("media/", "source.key-prefix", "mediaX/accounts/a.png");
    }
}
