package org.mediaferry.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mediaferry.presence.Found;

class SampleTest {

    @Test
    void each_object_is_as_likely_as_any_other() {
        int[] chosen = new int[50];
        for (int seed = 0; seed < 5000; seed++) {
            Sample sample = new Sample(10, new SplittableRandom(seed));
            for (int i = 0; i < chosen.length; i++) {
                sample.offer(look(i));
            }
            assertThat(sample.chosen()).hasSize(10).doesNotHaveDuplicates();
            sample.chosen().forEach(look -> chosen[(int) look.object().id()]++);
        }

        for (int times : chosen) {
            assertThat(times).isCloseTo(1000, within(150));
        }
    }

    @Test
    void all_are_chosen_where_there_are_no_more() {
        Sample sample = new Sample(10, new Random(1));
        for (int i = 0; i < 7; i++) {
            sample.offer(look(i));
        }

        assertThat(sample.chosen()).hasSize(7);
    }

    @Test
    void a_size_that_would_not_fit_into_memory_is_refused() {
        assertThatThrownBy(() -> new Sample(Sample.MOST + 1, new Random(1))).hasMessageContaining("--sample must be");
    }

    private static Look look(long id) {
        return new Look(TableOfRows.object(id, "small", "a"), "a", new Found(1, null), null, false);
    }
}
