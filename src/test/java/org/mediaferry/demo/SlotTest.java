package org.mediaferry.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "1, 000/000/001",
        "1234, 000/001/234",
        "999999999, 999/999/999",
        "104530971904218116, 104/530/971/904/218/116",
        "-99, 000/000"
    })
    void groups_the_id_in_threes(long id, String expected) {
        assertThat(Slot.groups(id)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000_000_000L, 12_345_678_901_234_567L, 1_045_309_719_042_181_160L})
    void refuses_ids_that_the_sample_does_not_have(long id) {
        assertThatThrownBy(() -> Slot.groups(id)).hasMessageContaining(String.valueOf(id));
    }

    @Test
    void a_cached_path_begins_with_cache() {
        Slot slot = new Slot("accounts", 7, "avatar", "accounts/avatars", true, true, "public-read");

        assertThat(slot.path("static", "a b.png")).isEqualTo("cache/accounts/avatars/000/000/007/static/a b.png");
    }
}
