package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.catalog.MediaObject;

class RemoteUrlTest {

    private static final String URL = "https://far.example/a.png";

    private final MastodonCatalog catalog = new MastodonCatalog("", Permission.of(null));

    @ParameterizedTest(name = "{0} {1} in {2}")
    @CsvSource({
        "accounts, avatar, avatar_remote_url",
        "accounts, header, header_remote_url",
        "custom_emojis, image, image_remote_url",
        "media_attachments, file, remote_url",
        "media_attachments, thumbnail, thumbnail_remote_url",
        "preview_cards, image, url"
    })
    void is_in_a_column_of_its_own_for_each_slot(String table, String attachment, String column) {
        assertThat(catalog.remoteUrl(object(table, attachment, true), List.of(row(7, column, URL))))
                .isEqualTo(URL);
    }

    @Test
    void a_local_object_has_none_whatever_its_row_says() {
        Map<String, Object> row = row(7, "avatar_remote_url", URL);

        assertThat(catalog.remoteUrl(object("accounts", "avatar", false), List.of(row)))
                .isNull();
    }

    @Test
    void a_blank_an_absent_or_an_odd_value_is_none() {
        MediaObject avatar = object("accounts", "avatar", true);

        assertThat(catalog.remoteUrl(avatar, List.of(row(7, "avatar_remote_url", " \u3000"))))
                .isNull();
        assertThat(catalog.remoteUrl(avatar, List.of(row(7, "avatar_remote_url", null))))
                .isNull();
        assertThat(catalog.remoteUrl(avatar, List.of(row(7, "avatar_remote_url", 5))))
                .isNull();
        assertThat(catalog.remoteUrl(avatar, List.of(row(7, "domain", "far.example"))))
                .isNull();
    }

    @Test
    void the_row_of_another_id_says_nothing() {
        assertThat(catalog.remoteUrl(object("accounts", "avatar", true), List.of(row(8, "avatar_remote_url", URL))))
                .isNull();
    }

    private static Map<String, Object> row(long id, String column, Object value) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", id);
        row.put(column, value);
        return row;
    }

    private static MediaObject object(String table, String attachment, boolean remote) {
        return new MediaObject(table, 7, attachment, "original", "key", null, true, null, remote);
    }
}
