package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockSkewTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "'Thu, 26 Nov 2026 10:00:00 GMT', 2026-11-26T10:17:30Z, is 17 minutes ahead of",
        "'Thu, 26 Nov 2026 10:00:00 GMT', 2026-11-26T09:58:20Z, is 100 s behind",
        "'Thu, 26 Nov 2026 10:00:00 GMT', 2026-11-26T10:00:00.999Z, agrees with"
    })
    void is_said_in_words(String date, Instant now, String words) {
        assertThat(ClockSkew.of(date, now).map(ClockSkew::words)).contains(words);
    }

    @Test
    void is_unknown_without_a_date() {
        assertThat(ClockSkew.of("", Instant.EPOCH)).isEmpty();
        assertThat(ClockSkew.words(Duration.ZERO)).isEqualTo("agrees with");
    }
}
