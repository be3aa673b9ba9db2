package org.mediaferry.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mediaferry.sync.Pages.ids;
import static org.mediaferry.sync.Pages.local;
import static org.mediaferry.sync.Pages.object;
import static org.mediaferry.sync.Pages.objects;
import static org.mediaferry.sync.Pages.remote;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.catalog.Page;
import org.mediaferry.ledger.Only;

class TableScanTest {

    @Test
    void takes_every_page_until_one_is_empty() {
        TableScan scan = new TableScan(Selection.ALL, 0);

        assertThat(ids(scan.select(Pages.of(0, 1, 2)))).containsExactly(1L, 2L);
        assertThat(scan.moved()).isTrue();
        assertThat(scan.after()).isEqualTo(2);
        assertThat(scan.reachedEnd()).isFalse();
        assertThat(ids(scan.select(Pages.of(2)))).isEmpty();
        assertThat(scan.moved()).isFalse();
        assertThat(scan.reachedEnd()).isTrue();
    }

    @Test
    void goes_on_after_a_page_of_rows_without_objects() {
        TableScan scan = new TableScan(Selection.ALL, 0);

        scan.select(Pages.of(0, 1000, 1000, List.of()));

        assertThat(scan.moved()).isTrue();
        assertThat(scan.after()).isEqualTo(1000);
    }

    @Test
    void stands_still_until_the_page_is_queued() {
        TableScan scan = new TableScan(Selection.ALL, 7);

        scan.select(Pages.of(7, 8, 9));

        assertThat(scan.after()).isEqualTo(7);
    }

    @Test
    void leaves_out_as_many_rows_with_files_as_the_offset_says() {
        TableScan scan = new TableScan(selection(Only.ALL, 3, null), 0);

        assertThat(ids(scan.select(Pages.of(0, 1, 2)))).isEmpty();
        assertThat(scan.moved()).isTrue();
        assertThat(ids(scan.select(Pages.of(2, 10, 4, objects(5, 6, 7))))).containsExactly(6L, 7L);
        assertThat(scan.moved()).isTrue();
        assertThat(scan.after()).isEqualTo(10);
    }

    @Test
    void ends_at_the_limit_and_stands_at_the_last_row_it_took() {
        TableScan scan = new TableScan(selection(Only.ALL, 0, 3L), 0);

        assertThat(ids(scan.select(Pages.of(0, 1, 2)))).containsExactly(1L, 2L);
        assertThat(scan.moved()).isTrue();
        Page cut = scan.select(Pages.of(2, 20, 10, objects(5, 6, 7)));

        assertThat(ids(cut)).containsExactly(5L);
        assertThat(cut.last()).isEqualTo(5);
        assertThat(scan.moved()).isFalse();
        assertThat(scan.after()).isEqualTo(5);
        assertThat(scan.reachedEnd()).isFalse();
    }

    @Test
    void takes_nothing_and_passes_nothing_when_polled_again_after_the_limit() {
        TableScan scan = new TableScan(selection(Only.ALL, 0, 1L), 0);
        scan.select(Pages.of(0, 1, 2, 3));
        scan.moved();

        Page again = scan.select(Pages.of(1, 2, 3));

        assertThat(again.objects()).isEmpty();
        assertThat(again.last()).isEqualTo(1);
        assertThat(again.rows()).isZero();
        assertThat(scan.moved()).isFalse();
        assertThat(scan.after()).isEqualTo(1);
        assertThat(scan.reachedEnd()).isFalse();
    }

    @Test
    void takes_all_objects_of_the_last_row_that_the_limit_allows() {
        TableScan scan = new TableScan(selection(Only.ALL, 0, 1L), 0);

        Page page = scan.select(Pages.of(
                0, 2, 2, List.of(object(1, "avatar", false), object(1, "header", false), object(2, "avatar", false))));

        assertThat(page.objects()).extracting("attachment").containsExactly("avatar", "header");
    }

    @Test
    void counts_offset_and_limit_together() {
        TableScan scan = new TableScan(selection(Only.ALL, 2, 2L), 0);

        assertThat(ids(scan.select(Pages.of(0, 1, 2, 3)))).containsExactly(3L);
        assertThat(scan.moved()).isTrue();
        assertThat(ids(scan.select(Pages.of(3, 4, 5, 6)))).containsExactly(4L);
        assertThat(scan.moved()).isFalse();
        assertThat(scan.after()).isEqualTo(4);
    }

    @Test
    void counts_a_page_that_is_selected_again_once() {
        TableScan scan = new TableScan(selection(Only.ALL, 1, 3L), 0);

        scan.select(Pages.of(0, 1, 2, 3));
        scan.select(Pages.of(0, 1, 2, 3));
        assertThat(ids(scan.select(Pages.of(0, 1, 2, 3)))).containsExactly(2L, 3L);
        scan.moved();

        assertThat(ids(scan.select(Pages.of(3, 4, 5)))).containsExactly(4L);
    }

    @Test
    void takes_only_local_or_only_remote_objects() {
        Page page = Pages.of(0, 4, 4, List.of(local(1), remote(2), local(3), remote(4)));

        assertThat(ids(new TableScan(selection(Only.LOCAL, 0, null), 0).select(page)))
                .containsExactly(1L, 3L);
        assertThat(ids(new TableScan(selection(Only.REMOTE, 0, null), 0).select(page)))
                .containsExactly(2L, 4L);
        assertThat(ids(new TableScan(selection(Only.ALL, 0, null), 0).select(page)))
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void counts_only_rows_of_the_wanted_kind_for_offset_and_limit() {
        TableScan scan = new TableScan(selection(Only.REMOTE, 1, 1L), 0);

        Page page = scan.select(Pages.of(0, 6, 6, List.of(local(1), remote(2), local(3), remote(4), remote(6))));

        assertThat(ids(page)).containsExactly(4L);
        assertThat(page.last()).isEqualTo(4);
    }

    @Test
    void keeps_what_is_odd_about_a_page() {
        OddRow odd = new OddRow("accounts", 1, "no name");
        Page page = new Page("accounts", 0, 1, 1, List.of(), List.of(odd));

        assertThat(new TableScan(Selection.ALL, 0).select(page)).isEqualTo(page);
    }

    @Test
    void refuses_a_page_of_which_no_id_can_be_read() {
        TableScan scan = new TableScan(Selection.ALL, 7);
        Page page = Pages.of(7, 7, 3, List.of());

        assertThatThrownBy(() -> scan.select(page))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("accounts after 7")
                .hasMessageContaining("routes/sql/accounts.sql");
    }

    @Test
    void looks_again_at_the_last_rows_before_the_checkpoint_for_those_that_came_late() {
        TableScan scan = new TableScan(Selection.ALL, LastSeen.of(9, List.of(5L, 7L, 9L)));

        assertThat(scan.after()).isEqualTo(4);
        assertThat(ids(scan.select(Pages.of(4, 5, 6, 7, 9, 10)))).containsExactly(6L, 10L);
        assertThat(scan.moved()).isTrue();
        assertThat(scan.lastSeen()).containsExactly(5L, 6L, 7L, 9L, 10L);
    }

    @Test
    void tells_odd_rows_once() {
        TableScan scan = new TableScan(Selection.ALL, LastSeen.of(9, List.of(5L, 9L)));
        OddRow old = new OddRow("accounts", 7, "odd");
        OddRow recent = new OddRow("accounts", 10, "odd");

        assertThat(scan.select(new Page("accounts", 4, 10, 3, List.of(), List.of(old, recent)))
                        .oddRows())
                .containsExactly(recent);
        OddRow first = new OddRow("accounts", 0, "its id is odd");
        assertThat(new TableScan(Selection.ALL, 0)
                        .select(new Page("accounts", 0, 3, 2, List.of(), List.of(first)))
                        .oddRows())
                .containsExactly(first);
    }

    @Test
    void takes_nothing_for_late_that_a_stopped_run_has_seen() {
        TableScan scan = new TableScan(Selection.ALL, LastSeen.of(12, List.of(5L)));

        assertThat(ids(scan.select(Pages.of(4, 5, 11, 12, 13)))).containsExactly(13L);
        scan.moved();

        assertThat(scan.lastSeen()).containsExactly(5L, 11L, 12L, 13L);
    }

    @Test
    void remembers_so_many_rows_and_no_more() {
        TableScan scan = new TableScan(Selection.ALL, 0);

        for (long id = 1; id <= LastSeen.MOST + 2; id++) {
            scan.select(Pages.of(id - 1, id));
            scan.moved();
        }

        assertThat(scan.lastSeen()).hasSize(LastSeen.MOST).startsWith(3L).endsWith(LastSeen.MOST + 2L);
    }

    private static Selection selection(Only only, long offset, Long limit) {
        return new Selection(
                only,
                OptionalLong.empty(),
                offset,
                limit == null ? OptionalLong.empty() : OptionalLong.of(limit),
                Optional.empty());
    }
}
