package org.mediaferry.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveRateTest {

    /** So many a second the client would send if nothing held it back. */
    private static final double EAGER = 1000;

    private final Provider provider = new Provider();

    @Test
    void there_is_no_limit_until_the_store_refuses() {
        provider.runs(10);

        assertThat(provider.rate.perSecond()).isEqualTo(AdaptiveRate.UNLIMITED);
        assertThat(provider.refused).isZero();
    }

    @ParameterizedTest(name = "{0} a second")
    @ValueSource(ints = {20, 100, 500})
    void settles_at_what_the_store_takes(int takes) {
        provider.takes = takes;
        provider.runs(20);

        provider.counts();
        provider.runs(60);

        assertThat(provider.taken / 60.0).isBetween(0.7 * takes, 1.05 * takes);
        assertThat(provider.refused).isLessThan(Math.max(60, provider.taken / 8));
    }

    @Test
    void needs_less_than_ten_seconds_to_settle_at_a_tenth_of_what_it_sent() {
        provider.runs(10);
        provider.takes = 100;
        provider.runs(10);

        provider.counts();
        provider.runs(10);

        assertThat(provider.taken / 10.0).isGreaterThan(70);
    }

    @ParameterizedTest(name = "{0} seconds")
    @CsvSource({"10, 60", "60, 110", "600, 650"})
    void sends_about_one_a_second_while_everything_is_refused(int seconds, int atMost) {
        provider.runs(10);
        provider.takes = 0;
        provider.counts();

        provider.runs(seconds);

        assertThat(provider.refused).isBetween(seconds / 2, atMost);
    }

    @Test
    void is_back_at_the_old_rate_within_twenty_five_seconds_of_the_end_of_a_storm() {
        provider.runs(10);
        provider.takes = 0;
        provider.runs(60);
        provider.takes = Integer.MAX_VALUE;
        provider.runs(25);

        provider.counts();
        provider.runs(10);

        assertThat(provider.taken / 10.0).isGreaterThan(0.9 * EAGER);
    }

    @Test
    void one_refusal_in_twenty_at_random_does_not_slow_it_down() {
        provider.refusesAtRandom = 0.05;

        provider.runs(60);

        assertThat(provider.refused).isPositive();
        assertThat(provider.taken / 60.0).isGreaterThan(0.75 * EAGER);
    }

    @Test
    void finds_its_way_up_after_a_storm_that_met_it_at_the_start() {
        provider.takes = 0;
        provider.runs(10);
        provider.takes = Integer.MAX_VALUE;
        provider.runs(10);

        provider.counts();
        provider.runs(10);

        assertThat(provider.taken / 10.0).isGreaterThan(0.9 * EAGER);
    }

    /** A store that takes so many requests a second, evenly, and a client that sends as many as it may. */
    private static final class Provider {
        private static final long LATENCY = 5_000_000;

        private long now = 1_000_000_000_000L;
        private final AdaptiveRate rate = new AdaptiveRate(() -> now);
        private int takes = Integer.MAX_VALUE;
        private double tokens;
        private double refusesAtRandom;
        private final Random random = new Random(1);
        private int taken;
        private int refused;

        void counts() {
            taken = 0;
            refused = 0;
        }

        void runs(int seconds) {
            long end = now + seconds * 1_000_000_000L;
            while (now < end) {
                double perSecond = Math.min(rate.perSecond(), EAGER);
                long gap = (long) (1e9 / perSecond);
                now += gap;
                tokens = Math.min(Math.max(1, takes / 10.0), tokens + takes * (gap / 1e9));
                answer(now - Math.min(gap, LATENCY));
            }
        }

        private void answer(long sent) {
            if (tokens >= 1 && random.nextDouble() >= refusesAtRandom) {
                tokens--;
                taken++;
                rate.took();
            } else {
                refused++;
                rate.refused(sent);
            }
        }
    }
}
