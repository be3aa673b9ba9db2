package org.mediaferry.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelismTest {

    private static final long KILO = 1000;
    private static final long MEGA = 1000 * KILO;

    private long now;
    private boolean busy;
    private boolean throttled;

    /** Copies for a while in a world where one takes so long, and all together no more than so many a second. */
    private void copyFor(int seconds, Parallelism parallelism, double secondsEach, double mostASecond, long bytes) {
        long end = now + TimeUnit.SECONDS.toNanos(seconds);
        while (now < end) {
            double perSecond = Math.min(parallelism.atOnce() / secondsEach, mostASecond);
            now += (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
            parallelism.ended(bytes);
        }
    }

    private Parallelism parallelism(int most) {
        return new Parallelism(most, () -> now, () -> busy, () -> throttled);
    }

    @ParameterizedTest
    @CsvSource({
        "0.04, 1e9, 256", // far away, and nothing else limits it
        "0.04, 1600, 64",
        "0.04, 2000, 96",
        "0.2, 1000, 216",
        "0.01, 1000, 16", // near: more would only wait
        "0.04, 500, 32"
    })
    void takes_as_many_as_pay(double secondsEach, double mostASecond, int expected) {
        Parallelism parallelism = parallelism(256);

        copyFor(30, parallelism, secondsEach, mostASecond, 20 * KILO);

        assertThat(parallelism.atOnce()).isEqualTo(expected);
    }

    @Test
    void is_there_within_ten_seconds() {
        Parallelism parallelism = parallelism(256);

        copyFor(10, parallelism, 0.04, 1e9, 20 * KILO);

        assertThat(parallelism.atOnce()).isEqualTo(256);
    }

    @Test
    void large_objects_count_by_their_bytes() {
        Parallelism parallelism = parallelism(256);

        // 16 of 100 MB fill the line: one a second
        copyFor(300, parallelism, 16, 1, 100 * MEGA);

        assertThat(parallelism.atOnce()).isEqualTo(16);
    }

    @Test
    void a_run_of_large_objects_among_small_ones_is_no_fall() {
        Parallelism parallelism = parallelism(256);
        copyFor(3, parallelism, 0.04, 1e9, 20 * KILO);
        int before = parallelism.atOnce();

        copyFor(3, parallelism, 0.4, 1e9, 10 * MEGA);

        assertThat(parallelism.atOnce()).isGreaterThan(before);
    }

    @Test
    void begins_no_more_than_it_may() {
        assertThat(parallelism(4).atOnce()).isEqualTo(4);
        assertThat(parallelism(256).atOnce()).isEqualTo(16);
    }

    @Test
    void takes_no_more_while_the_processors_are_busy() {
        Parallelism parallelism = parallelism(256);
        busy = true;
        copyFor(20, parallelism, 0.04, 1e9, 20 * KILO);
        assertThat(parallelism.atOnce()).isEqualTo(16);

        busy = false;
        copyFor(5, parallelism, 0.04, 1e9, 20 * KILO);

        assertThat(parallelism.atOnce()).isGreaterThan(64);
    }

    @Test
    void gives_up_what_it_took_when_a_store_takes_no_more() {
        Parallelism parallelism = parallelism(256);
        copyFor(10, parallelism, 0.04, 1e9, 20 * KILO);

        throttled = true;
        copyFor(3, parallelism, 0.04, 100, 20 * KILO);
        assertThat(parallelism.atOnce()).isBetween(64, 192);
        copyFor(60, parallelism, 0.04, 100, 20 * KILO);

        assertThat(parallelism.atOnce()).isEqualTo(16);
    }

    @Test
    void tries_again_later_whether_more_pays() {
        Parallelism parallelism = parallelism(256);
        copyFor(20, parallelism, 0.04, 400, 20 * KILO);
        assertThat(parallelism.atOnce()).isEqualTo(16);

        copyFor(60, parallelism, 0.04, 1e9, 20 * KILO);

        assertThat(parallelism.atOnce()).isEqualTo(256);
    }
}
