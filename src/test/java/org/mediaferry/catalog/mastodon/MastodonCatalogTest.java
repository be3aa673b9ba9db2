package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.catalog.Page;

class MastodonCatalogTest {
    private final MastodonCatalog catalog = new MastodonCatalog("", Permission.of(null));

    @Test
    void objects_come_in_the_order_of_rows_then_slots_then_styles() {
        var first = row(
                "id", 1L, "avatar_file_name", "a.gif", "avatar_content_type", "image/gif", "header_file_name", "h.png");
        var second = row("id", 2L, "header_file_name", "i.gif", "header_content_type", "image/gif");

        var page = catalog.page("accounts", 0, List.of(first, second));

        assertThat(keys(page))
                .containsExactly(
                        "accounts/avatars/000/000/001/original/a.gif",
                        "accounts/avatars/000/000/001/static/a.png",
                        "accounts/headers/000/000/001/original/h.png",
                        "accounts/headers/000/000/002/original/i.gif",
                        "accounts/headers/000/000/002/static/i.png");
    }

    @Test
    void an_object_says_all_that_the_row_knows() {
        var row = row(
                "id",
                7,
                "domain",
                "far.example",
                "image_file_name",
                "e.png",
                "image_file_size",
                12,
                "image_storage_schema_version",
                1);

        var page = catalog.page("custom_emojis", 3, List.of(row));

        assertThat(page)
                .isEqualTo(new Page(
                        "custom_emojis",
                        3,
                        7,
                        1,
                        List.of(
                                new MediaObject(
                                        "custom_emojis",
                                        7,
                                        "image",
                                        "original",
                                        "cache/custom_emojis/images/000/000/007/original/e.png",
                                        "public-read",
                                        true,
                                        12L,
                                        true),
                                new MediaObject(
                                        "custom_emojis",
                                        7,
                                        "image",
                                        "static",
                                        "cache/custom_emojis/images/000/000/007/static/e.png",
                                        "public-read",
                                        false,
                                        null,
                                        true)),
                        List.of()));
    }

    @Test
    void an_empty_page_ends_where_it_begins() {
        var page = catalog.page("accounts", Long.MIN_VALUE, List.of());

        assertThat(page.isEnd()).isTrue();
        assertThat(page.last()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void a_row_without_a_file_owns_nothing_and_moves_the_page_on() {
        var page = catalog.page(
                "accounts", Long.MIN_VALUE, List.of(row("id", -99), row("id", 5L, "avatar_file_name", " ")));

        assertThat(page.objects()).isEmpty();
        assertThat(page.oddRows()).isEmpty();
        assertThat(page.rows()).isEqualTo(2);
        assertThat(page.last()).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0}, version {1}, remote_url \"{2}\": {3}")
    @CsvSource({
        "file, 1, https://far.example/x, cache/media_attachments/files/000/000/001/original/f",
        "file, 2, https://far.example/x, cache/media_attachments/files/000/000/001/original/f",
        "file, 0, https://far.example/x, media_attachments/files/000/000/001/original/f",
        "file, , https://far.example/x, media_attachments/files/000/000/001/original/f",
        "file, 1, '', media_attachments/files/000/000/001/original/f",
        "file, 1, ' ', media_attachments/files/000/000/001/original/f",
        "file, 1, , media_attachments/files/000/000/001/original/f",
        "thumbnail, 1, https://far.example/x, cache/media_attachments/thumbnails/000/000/001/original/f",
        "thumbnail, , https://far.example/x, media_attachments/thumbnails/000/000/001/original/f"
    })
    void media_of_others_is_cached_where_the_slots_own_version_says_so(
            String slot, Integer version, String remoteUrl, String key) {
        var row = row(
                "id", 1L, slot + "_file_name", "f", slot + "_storage_schema_version", version, "remote_url", remoteUrl);

        assertThat(keys(catalog.page("media_attachments", 0, List.of(row)))).containsExactly(key);
    }

    @ParameterizedTest(name = "{0}, domain {1}: remote {2}")
    @CsvSource({
        "accounts, avatar, far.example, true",
        "accounts, avatar, '', true",
        "accounts, avatar, , false",
        "custom_emojis, image, '', true",
        "custom_emojis, image, , false",
        "preview_cards, image, , true",
        "preview_card_providers, icon, far.example, false",
        "site_uploads, file, far.example, false",
        "backups, dump, far.example, false",
        "imports, data, far.example, false"
    })
    void every_table_has_its_own_sign_of_being_remote(String table, String slot, String domain, boolean remote) {
        var row = row(
                "id", 1L, slot + "_file_name", "f.x", "domain", domain, slot + "_remote_url", "https://left.over/x");

        assertThat(catalog.page(table, 0, List.of(row)).objects())
                .isNotEmpty()
                .allMatch(object -> object.remote() == remote);
    }

    @Test
    void media_made_private_is_private() {
        var row = row(
                "id",
                1L,
                "file_file_name",
                "f.png",
                "file_content_type",
                "image/png",
                "thumbnail_file_name",
                "t.png",
                "made_private",
                true);

        assertThat(catalog.page("media_attachments", 0, List.of(row)).objects())
                .hasSize(3)
                .allMatch(object -> "private".equals(object.acl()));
    }

    @Test
    void where_no_acl_is_sent_nothing_is_made_private() {
        var silent = new MastodonCatalog("", Permission.of(""));

        var media = silent.page(
                "media_attachments", 0, List.of(row("id", 1L, "file_file_name", "f", "made_private", true)));
        var backups = silent.page("backups", 0, List.of(row("id", 1L, "dump_file_name", "d.zip")));

        assertThat(media.objects()).extracting(MediaObject::acl).containsOnlyNulls();
        assertThat(backups.objects()).extracting(MediaObject::acl).containsOnlyNulls();
    }

    @Test
    void backups_are_private() {
        var page = catalog.page(
                "backups", 0, List.of(row("id", 1L, "dump_file_name", "d.zip", "dump_file_size", 5_000_000_000L)));

        assertThat(page.objects()).extracting(MediaObject::acl).containsExactly("private");
        assertThat(page.objects()).extracting(MediaObject::size).containsExactly(5_000_000_000L);
    }

    @Test
    void a_server_older_than_4_0_has_no_sized_thumbnails() {
        var row = row("id", 1L, "var", "thumbnail", "file_file_name", "t.png", "has_sized_thumbnails", false);

        assertThat(catalog.page("site_uploads", 0, List.of(row)).objects())
                .extracting(MediaObject::style)
                .containsExactly("original");
    }

    @Test
    void a_key_too_long_for_any_store_is_still_an_object() {
        var row = row("id", 1L, "file_file_name", "é".repeat(1000));

        var page = catalog.page("site_uploads", 0, List.of(row));

        assertThat(page.objects()).hasSize(1);
        assertThat(page.oddRows()).isEmpty();
    }

    @Test
    void a_negative_size_is_odd_and_counts_as_unknown() {
        var page = catalog.page("backups", 0, List.of(row("id", 4L, "dump_file_name", "d.zip", "dump_file_size", -1L)));

        assertThat(page.objects()).extracting(MediaObject::size).containsExactly((Long) null);
        assertThat(page.oddRows())
                .containsExactly(new OddRow(
                        "backups", 4, "dump_file_size: expected 0 or more bytes, came -1; the size counts as unknown"));
    }

    @Test
    void a_size_that_is_no_number_costs_the_size_and_not_the_object() {
        var page =
                catalog.page("backups", 0, List.of(row("id", 4L, "dump_file_name", "d.zip", "dump_file_size", "big")));

        assertThat(page.objects()).extracting(MediaObject::size).containsExactly((Long) null);
        assertThat(page.oddRows())
                .extracting(OddRow::what)
                .singleElement()
                .asString()
                .contains("a whole number", "String \"big\"");
    }

    @Test
    void a_slot_that_cannot_be_understood_is_left_out_and_the_page_goes_on() {
        var odd = row("id", 4L, "avatar_file_name", 17, "header_file_name", "h.png");
        var good = row("id", 5L, "avatar_file_name", "a.png");

        var page = catalog.page("accounts", 0, List.of(odd, good));

        assertThat(keys(page))
                .containsExactly(
                        "accounts/headers/000/000/004/original/h.png", "accounts/avatars/000/000/005/original/a.png");
        assertThat(page.oddRows())
                .containsExactly(new OddRow(
                        "accounts", 4, "avatar_file_name: expected text, came Integer \"17\"; the avatar is left out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "avatar_content_type", "avatar_storage_schema_version", "made_private"})
    void no_column_that_decides_a_key_or_a_right_is_guessed(String column) {
        var odd = row("id", 4L, "avatar_file_name", "a.png", "domain", "far.example", column, List.of());

        var page = catalog.page("accounts", 0, List.of(odd));

        assertThat(page.objects()).isEmpty();
        assertThat(page.oddRows())
                .extracting(OddRow::what)
                .singleElement()
                .asString()
                .startsWith(column + ": expected");
    }

    @Test
    void a_row_without_a_readable_id_is_reported_after_the_last_good_one() {
        var rows = List.of(
                row("id", 4L),
                row("id", null, "avatar_file_name", "a.png"),
                row("id", "five"),
                row("id", 6L, "avatar_file_name", "b.png"));

        var page = catalog.page("accounts", 3, rows);

        assertThat(page.oddRows())
                .containsExactly(
                        new OddRow(
                                "accounts", 4, "id: expected a number, came NULL; the row after this id is left out"),
                        new OddRow(
                                "accounts",
                                4,
                                "id: expected a whole number, came String \"five\"; the row after this id is left out"));
        assertThat(keys(page)).containsExactly("accounts/avatars/000/000/006/original/b.png");
        assertThat(page.last()).isEqualTo(6);
        assertThat(page.rows()).isEqualTo(4);
    }

    @Test
    void an_odd_value_is_quoted_on_one_line_and_cut() {
        var row = row("id", 1L, "file_file_name", new StringBuilder("a\nb").append("x".repeat(5000)));

        var page = catalog.page("site_uploads", 0, List.of(row));

        assertThat(page.oddRows())
                .extracting(OddRow::what)
                .singleElement()
                .asString()
                .contains("a?bx")
                .hasSizeLessThan(160);
    }

    @Test
    void rows_that_a_checkpoint_would_skip_are_refused() {
        assertThatThrownBy(() -> catalog.page("accounts", 3, List.of(row("id", 9L), row("id", 8L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("ascending", "8 after 9", "routes/sql/accounts.sql");
    }

    @Test
    void a_table_without_objects_is_refused() {
        assertThatThrownBy(() -> catalog.page("statuses", 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("media_attachments");
    }

    private static List<String> keys(Page page) {
        return page.objects().stream().map(MediaObject::key).toList();
    }

    /** A map that may hold nulls, as a row does. */
    private static Map<String, Object> row(Object... columnsAndValues) {
        var values = new HashMap<String, Object>();
        var rest = Arrays.asList(columnsAndValues).iterator();
        while (rest.hasNext()) {
            values.put((String) rest.next(), rest.next());
        }
        return values;
    }

    @Test
    void rows_of_a_statement_that_lacks_a_column_are_refused() {
        var rows = List.of(row("id", 1L, "image_file_name", "a.png", "image_file_size", 1));

        assertThatThrownBy(() -> catalog.complete("custom_emojis", rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("routes/sql/custom_emojis.sql must select domain, image_storage_schema_version");
    }
}
