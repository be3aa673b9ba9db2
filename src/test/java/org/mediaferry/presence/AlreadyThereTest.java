package org.mediaferry.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.catalog.MediaObject;

class AlreadyThereTest {

    @ParameterizedTest(name = "row says {0}, store has {1}: {2}")
    @CsvSource({"5, 5, true", "5, 4, false", "5, 6, false", "5, 0, false", "0, 0, true", "0, 7, false", ", 7, true"})
    void is_there_with_the_size_of_the_row_or_of_any_size_where_the_row_knows_none(
            @Nullable Long known, long there, boolean expected) {
        MediaObject object =
                new MediaObject("accounts", 1, "avatar", "original", "a/b", "public-read", true, known, false);

        assertThat(AlreadyThere.isThere(object, new Found(there, null))).isEqualTo(expected);
    }

    @Test
    void an_etag_has_no_quotation_marks_wherever_it_was_read() {
        assertThat(new Found(1, "\"abc-2\"")).isEqualTo(new Found(1, "abc-2"));
        assertThat(new Found(1, "\"").eTag()).isEqualTo("\"");
        assertThat(new Found(1, null).eTag()).isNull();
    }

    @Test
    void a_negative_size_is_refused() {
        assertThatThrownBy(() -> new Found(-1, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
