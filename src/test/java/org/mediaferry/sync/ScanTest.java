package org.mediaferry.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mediaferry.catalog.Page;
import org.mediaferry.ledger.Only;

class ScanTest {

    private final Scan scan = new Scan(Selection.ALL);

    @Test
    void moves_on_page_by_page_and_says_when_the_table_ends() {
        var end = scan.begin("accounts", 5);

        assertThat(scan.after("accounts")).isEqualTo(5);
        assertThat(scan.moved(scan.select(Pages.of(5, 6, 7)))).isTrue();
        assertThat(scan.after("accounts")).isEqualTo(7);
        assertThat(end).isNotDone();
        assertThat(scan.moved(scan.select(Pages.of(7)))).isFalse();
        assertThat(end).isDone();
        assertThat(scan.reachedEnd("accounts")).isTrue();
    }

    @Test
    void ends_at_the_limit_without_having_reached_the_end_of_the_table() {
        Scan limited = new Scan(new Selection(Only.ALL, OptionalLong.empty(), 0, OptionalLong.of(1), Optional.empty()));
        var end = limited.begin("accounts", 0);

        assertThat(limited.moved(limited.select(Pages.of(0, 1, 2)))).isFalse();

        assertThat(end).isDone();
        assertThat(limited.reachedEnd("accounts")).isFalse();
    }

    @Test
    void keeps_tables_apart() {
        scan.begin("accounts", 5);
        scan.begin("backups", 9);

        scan.moved(scan.select(Pages.of(5, 6)));

        assertThat(scan.after("accounts")).isEqualTo(6);
        assertThat(scan.after("backups")).isEqualTo(9);
    }

    @Test
    void begins_a_table_anew_with_an_end_of_its_own() {
        scan.begin("accounts", 0);
        Page none = scan.select(Pages.of(0));
        scan.moved(none);

        var end = scan.begin("accounts", 0);

        assertThat(end).isNotDone();
    }
}
