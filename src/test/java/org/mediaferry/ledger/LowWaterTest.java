package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mediaferry.catalog.MediaObject;

class LowWaterTest {

    private final LowWater table = new LowWater(10);

    @Test
    void begins_where_it_was_left() {
        assertThat(table.mark()).isEqualTo(10);
        assertThat(table.isIdle()).isTrue();
        assertThat(new LowWater(Long.MIN_VALUE).mark()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void stands_below_the_lowest_open_row() {
        open(14, 11, 12, 14);

        assertThat(table.mark()).isEqualTo(10);
        close(12);
        close(14);
        assertThat(table.mark()).isEqualTo(10);
        close(11);
        assertThat(table.mark()).isEqualTo(14);
        assertThat(table.isIdle()).isTrue();
    }

    @Test
    void passes_rows_without_a_file_between_and_after_the_others() {
        open(100, 20, 50);

        assertThat(table.mark()).isEqualTo(19);
        close(20);
        assertThat(table.mark()).isEqualTo(49);
        close(50);
        assertThat(table.mark()).isEqualTo(100);
    }

    @Test
    void passes_a_page_without_objects() {
        open(100);

        assertThat(table.mark()).isEqualTo(100);
    }

    @Test
    void waits_for_every_object_of_a_row() {
        MediaObject original = avatar(11, "avatar", "original");
        MediaObject reduced = avatar(11, "avatar", "static");
        MediaObject header = avatar(11, "header", "original");
        table.open(List.of(original, reduced, header), 11);

        table.close(original);
        table.close(header);
        assertThat(table.mark()).isEqualTo(10);
        table.close(reduced);
        assertThat(table.mark()).isEqualTo(11);
    }

    @Test
    void takes_a_page_that_is_opened_twice_for_one() {
        open(12, 11, 12);
        open(12, 11, 12);

        close(11);
        close(12);

        assertThat(table.mark()).isEqualTo(12);
        assertThat(table.isIdle()).isTrue();
    }

    @Test
    void waits_again_for_what_was_closed_and_is_queued_again() {
        open(12, 11, 12);
        close(11);

        open(12, 11, 12);

        assertThat(table.mark()).isEqualTo(10);
    }

    @Test
    void pays_no_heed_to_a_second_outcome_or_one_of_another_row() {
        open(12, 11, 12);

        close(12);
        close(12);
        close(99);

        assertThat(table.mark()).isEqualTo(10);
        assertThat(table.isIdle()).isFalse();
    }

    @Test
    void does_not_go_back_for_a_page_that_ends_earlier() {
        open(20);
        open(12);

        assertThat(table.mark()).isEqualTo(20);
    }

    @Test
    void knows_ids_below_zero() {
        LowWater fromTheBeginning = new LowWater(Long.MIN_VALUE);
        fromTheBeginning.open(List.of(avatar(-99, "avatar", "original")), 5);

        assertThat(fromTheBeginning.mark()).isEqualTo(-100);
        fromTheBeginning.close(avatar(-99, "avatar", "original"));
        assertThat(fromTheBeginning.mark()).isEqualTo(5);
    }

    private void open(long lastId, long... ids) {
        table.open(
                LongStream.of(ids)
                        .mapToObj(id -> avatar(id, "avatar", "original"))
                        .toList(),
                lastId);
    }

    private void close(long id) {
        table.close(avatar(id, "avatar", "original"));
    }

    private static MediaObject avatar(long id, String attachment, String style) {
        return new MediaObject("accounts", id, attachment, style, "a.png", null, true, null, false);
    }
}
