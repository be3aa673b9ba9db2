package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** At least 100 bytes a second, looked at after each ten seconds of waiting. */
class SourceSpeedTest {

    private static final long SECOND = 1_000_000_000;

    private final Patience patience = new Patience(Duration.ofSeconds(10), 100);
    private final SourceSpeed speed = new SourceSpeed(patience);

    @Test
    void a_byte_a_second_is_too_slow_when_the_idle_time_is_over() throws IOException {
        for (int i = 0; i < 9; i++) {
            speed.passed(SECOND, 1);
        }

        assertThatThrownBy(() -> speed.passed(SECOND, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("10 bytes in 10000 ms, less than the 100 bytes a second of transfer.min-speed");
    }

    @Test
    void the_least_speed_is_fast_enough_for_ever() {
        assertThatCode(() -> {
                    for (int i = 0; i < 1000; i++) {
                        speed.passed(SECOND, 100);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_source_that_was_fast_at_first_is_found_out_after_twice_the_idle_time() throws IOException {
        speed.passed(SECOND, 1_000_000);
        for (int i = 0; i < 18; i++) {
            speed.passed(SECOND, 1);
        }

        assertThatThrownBy(() -> speed.passed(SECOND, 1)).hasMessageContaining("10 bytes in");
    }

    @Test
    void the_end_of_the_bytes_is_no_byte() throws IOException {
        speed.passed(9 * SECOND, 1000);

        assertThatCode(() -> speed.passed(SECOND, -1)).doesNotThrowAnyException();
    }

    @Test
    void a_put_may_take_the_idle_time_of_both_stores_and_what_its_bytes_need_at_the_least_speed() {
        assertThat(patience.forPut(0)).isEqualTo(Duration.ofSeconds(20));
        assertThat(patience.forPut(2_050)).isEqualTo(Duration.ofMillis(40_500));
    }
}
