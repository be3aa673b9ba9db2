package org.mediaferry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-26, 2026-11-26T00:00:00Z",
        "2026-11-26T18:30, 2026-11-26T18:30:00Z",
        "2026-11-26T18:30:15, 2026-11-26T18:30:15Z",
        "2026-11-26T18:30Z, 2026-11-26T18:30:00Z",
        "2026-11-26T18:30:15+02:00, 2026-11-26T16:30:15Z"
    })
    void a_day_and_a_time_are_of_utc_unless_they_say_otherwise(String text, Instant time) {
        assertThat(Since.of(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2026-02-30", "2026-11-26 18:30", "26.11.2026", "2026-11-26T25:00", "1764181800"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Since.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--since must be a day or a time, such as 2026-11-26 or 2026-11-26T18:30Z, was \"" + text
                        + "\"");
    }
}
