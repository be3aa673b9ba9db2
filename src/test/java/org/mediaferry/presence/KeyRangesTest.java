package org.mediaferry.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRangesTest {

    @Test
    void no_keys_are_no_range() {
        assertThat(KeyRanges.of(List.of())).isEmpty();
    }

    @Test
    void a_page_of_media_is_a_range_each_for_cached_local_and_thumbnails() {
        List<KeyRange> ranges = KeyRanges.of(List.of(
                "media_attachments/files/109/530/971/904/218/116/original/a.jpg",
                "media_attachments/files/109/530/971/904/218/116/small/a.jpg",
                "media_attachments/thumbnails/109/530/971/904/218/116/original/t.png",
                "cache/media_attachments/files/109/530/972/000/000/001/original/b.mp4",
                "cache/media_attachments/files/109/531/000/000/000/001/small/b.png",
                "media_attachments/files/109/530/999/904/218/116/original/c.jpg"));

        assertThat(ranges)
                .extracting(KeyRange::prefix)
                .containsExactly(
                        "cache/media_attachments/files/109/",
                        "media_attachments/files/109/530/",
                        "media_attachments/thumbnails/109/530/971/904/218/116/original/");
        assertThat(ranges).extracting(range -> range.keys().size()).containsExactly(2, 3, 1);
    }

    @Test
    void keys_are_sorted_as_texts_and_counted_once() {
        List<KeyRange> ranges = KeyRanges.of(List.of(
                "custom_emojis/images/100/000/001/static/e.png",
                "custom_emojis/images/100/000/001/000/000/001/static/e.png",
                "custom_emojis/images/099/999/999/static/e.png",
                "custom_emojis/images/100/000/001/original/e.png",
                "custom_emojis/images/100/000/001/static/e.png"));

        assertThat(ranges)
                .singleElement()
                .extracting(KeyRange::keys)
                .isEqualTo(List.of(
                        "custom_emojis/images/099/999/999/static/e.png",
                        "custom_emojis/images/100/000/001/000/000/001/static/e.png",
                        "custom_emojis/images/100/000/001/original/e.png",
                        "custom_emojis/images/100/000/001/static/e.png"));
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @MethodSource("pairs")
    void two_keys_of_a_slot_share_a_range(String one, String other, List<String> prefixes) {
        assertThat(KeyRanges.of(List.of(one, other)))
                .extracting(KeyRange::prefix)
                .containsExactlyElementsOf(prefixes);
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                together(
                        "accounts/avatars/000/000/001/original/a.gif",
                        "accounts/avatars/000/000/001/static/a.png",
                        "accounts/avatars/000/000/001/"),
                apart("accounts/avatars/000/000/001/original/a.png", "accounts/headers/000/000/001/original/a.png"),
                apart(
                        "accounts/avatars/000/000/001/original/a.png",
                        "cache/accounts/avatars/000/000/001/original/a.png"),
                together(
                        "accounts/avatars/000/000/original/x.png",
                        "accounts/avatars/000/000/002/original/x.png",
                        "accounts/avatars/000/000/"),
                together(
                        "accounts/avatars/000/009/999/original/x.png",
                        "accounts/avatars/104/530/971/904/218/116/original/x.png",
                        "accounts/avatars/"),
                together(
                        "site_uploads/files/000/000/003/192/i.png",
                        "site_uploads/files/000/000/004/@1x/i.png",
                        "site_uploads/files/000/000/"),
                together(
                        "123/456/backups/dumps/000/000/003/original/x.zip",
                        "123/456/backups/dumps/001/000/003/original/x.zip",
                        "123/456/backups/dumps/"),
                together(
                        "media//imports/data/000/000/003/original/x",
                        "media//imports/data/000/000/004/original/x",
                        "media//imports/data/000/000/"),
                together("000/000/001/original/a", "000/000/002/original/a", "000/000/"),
                together("a", "b", ""),
                together("x/a", "x/b", "x/"),
                apart("x/y/a/1", "x/z/b/2"));
    }

    @Test
    void a_range_without_a_key_is_refused() {
        assertThatThrownBy(() -> new KeyRange("", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Arguments together(String one, String other, String prefix) {
        return Arguments.of(one, other, List.of(prefix));
    }

    private static Arguments apart(String one, String other) {
        return Arguments.of(
                one,
                other,
                Stream.of(one, other)
                        .sorted(FakeStore.BYTES)
                        .map(key -> key.substring(0, key.lastIndexOf('/') + 1))
                        .toList());
    }
}
