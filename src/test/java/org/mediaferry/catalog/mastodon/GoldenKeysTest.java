package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.catalog.MediaObject;

/** What Mastodon's own code answered, row by row. */
class GoldenKeysTest {

    static List<GoldenVector> vectors() {
        return GoldenVector.all();
    }

    @Test
    void the_vectors_are_all_there() {
        assertThat(vectors()).hasSize(235);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void the_objects_are_those_that_mastodon_asks_for(GoldenVector vector) {
        var page = vector.catalog().page(vector.table(), Long.MIN_VALUE, List.of(vector.jdbcRow()));

        assertThat(page.oddRows()).isEmpty();
        assertThat(page.last()).isEqualTo(vector.rowId());
        assertThat(page.objects()).doesNotHaveDuplicates();
        assertThat(page.objects().stream().map(GoldenVector.Expected::of).collect(Collectors.toSet()))
                .isEqualTo(vector.expect());
        assertThat(page.objects()).allSatisfy(GoldenKeysTest::hasASizeOnlyAsOriginal);
    }

    private static void hasASizeOnlyAsOriginal(MediaObject object) {
        assertThat(object.mandatory()).isEqualTo(object.style().equals("original"));
        assertThat(object.mandatory() || object.size() == null).isTrue();
    }
}
