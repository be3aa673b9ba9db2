package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class StylesTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"image/jpeg", "image/png", "image/webp"})
    void the_small_version_of_a_picture_keeps_the_extension(String contentType) {
        assertThat(Styles.ofMedia(contentType)).containsExactly(Style.ORIGINAL, new Style("small", null));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"image/heic", "image/heif", "image/avif"})
    void the_small_version_of_a_picture_that_browsers_lack_is_a_jpeg(String contentType) {
        assertThat(Styles.ofMedia(contentType)).containsExactly(Style.ORIGINAL, new Style("small", "jpeg"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"image/gif", "video/webm", "video/quicktime", "video/mp4", "video/ogg"})
    void the_small_version_of_what_moves_is_a_png(String contentType) {
        assertThat(Styles.ofMedia(contentType)).containsExactly(Style.ORIGINAL, new Style("small", "png"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "audio/mpeg",
                "audio/ogg",
                "video/x-ms-asf",
                "application/octet-stream",
                "IMAGE/JPEG",
                "image/jpeg; q=1",
                " image/jpeg"
            })
    void anything_else_has_no_small_version(String contentType) {
        assertThat(Styles.ofMedia(contentType)).containsExactly(Style.ORIGINAL);
    }

    @Test
    void a_thumbnail_of_a_post_has_no_small_version_whatever_its_type() {
        var row = new Row(Map.of("file_content_type", "video/mp4", "thumbnail_content_type", "image/jpeg"));

        assertThat(Styles.of(MastodonTable.MEDIA_ATTACHMENTS, new Slot("thumbnail", "thumbnails"), row))
                .containsExactly(Style.ORIGINAL);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"image/gif, true", "image/webp, false", "image/png, false", "IMAGE/GIF, false", ", false"})
    void only_a_gif_has_a_still_of_an_avatar(String contentType, boolean still) {
        assertThat(Styles.ofAvatarOrHeader(contentType).contains(new Style("static", "png")))
                .isEqualTo(still);
    }

    @Test
    void avatar_and_header_go_by_their_own_type() {
        var row = new Row(Map.of("avatar_content_type", "image/gif", "header_content_type", "image/png"));

        assertThat(Styles.of(MastodonTable.ACCOUNTS, new Slot("avatar", "avatars"), row))
                .hasSize(2);
        assertThat(Styles.of(MastodonTable.ACCOUNTS, new Slot("header", "headers"), row))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CUSTOM_EMOJIS", "PREVIEW_CARD_PROVIDERS"})
    void emojis_and_icons_always_have_a_still(MastodonTable table) {
        assertThat(Styles.of(table, table.slots().get(0), new Row(Map.of())))
                .containsExactly(Style.ORIGINAL, new Style("static", "png"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PREVIEW_CARDS", "BACKUPS", "IMPORTS"})
    void cards_backups_and_imports_have_one_object(MastodonTable table) {
        assertThat(Styles.of(table, table.slots().get(0), new Row(Map.of()))).containsExactly(Style.ORIGINAL);
    }

    @ParameterizedTest(name = "{0}, 4.0 or later {1}: {2}")
    @CsvSource(textBlock = """
        thumbnail, true,  original @1x @2x
        thumbnail, false, original
        favicon,   true,  original 16 32 48
        app_icon,  true,  original 36 48 57 60 72 76 96 114 120 144 152 167 180 192 256 384 512 1024
        mascot,    true,  original
        hero,      true,  original
        Thumbnail, true,  original
        ,          true,  original
        """)
    void what_a_site_upload_is_for_decides_its_sizes(String var, boolean hasSizedThumbnails, String expected) {
        var styles = Styles.ofSiteUpload(var, hasSizedThumbnails);

        assertThat(styles).extracting(Style::name).isEqualTo(List.of(expected.split(" ")));
        assertThat(styles.subList(1, styles.size())).allMatch(style -> "png".equals(style.extension()));
    }
}
