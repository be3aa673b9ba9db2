package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileNameTest {
    private static final Style SMALL = new Style("small", null);
    private static final Style STATIC = new Style("static", "png");

    static List<Arguments> names() {
        return List.of(
                Arguments.of("3562dcb3b25b8dd0.jpg", "3562dcb3b25b8dd0.jpg", "3562dcb3b25b8dd0.png"),
                Arguments.of("PHOTO.JPG", "PHOTO.JPG", "PHOTO.png"),
                Arguments.of("a.b.tar.gz", "a.b.tar.gz", "a.b.tar.png"),
                Arguments.of("noext", "noext", "noext.png"),
                Arguments.of(".hidden", ".hidden", ".hidden.png"),
                Arguments.of(".hidden.gif", ".hidden.gif", ".hidden.png"),
                Arguments.of("..two.gif", "..two.gif", "..two.png"),
                Arguments.of("...", "...", "....png"),
                Arguments.of("trailing.", "trailing", "trailing.png"),
                Arguments.of("trailing..", "trailing.", "trailing..png"),
                Arguments.of("double..jpg", "double..jpg", "double..png"),
                Arguments.of("name.jpg ", "name.jpg ", "name.png"),
                Arguments.of("a. ", "a", "a.png"),
                Arguments.of(" .png", "png", "png"),
                Arguments.of("\u00A0.jpg", "jpg", "png"),
                Arguments.of(" . ", "", "png"),
                Arguments.of("back\\slash.png", "back\\slash.png", "back\\slash.png"),
                Arguments.of("日本語.gif", "日本語.gif", "日本語.png"),
                Arguments.of("emoji\uD83D\uDE00.webp", "emoji\uD83D\uDE00.webp", "emoji\uD83D\uDE00.png"),
                Arguments.of("dir.d/x.gif", "x.gif", "x.png"),
                Arguments.of("dir.d/plain", "plain", "plain.png"),
                Arguments.of("x.gif/", "x.gif", "x.png"),
                Arguments.of("//", "/", "/.png"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void an_original_keeps_its_name_as_it_stands(String name) {
        assertThat(FileName.of(name, Style.ORIGINAL)).isEqualTo(name);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("names")
    void a_style_without_an_extension_keeps_the_names_own(String name, String asSmall) {
        assertThat(FileName.of(name, SMALL)).isEqualTo(asSmall);
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @MethodSource("names")
    void a_style_with_an_extension_replaces_the_names_own(String name, String asSmall, String asStatic) {
        assertThat(FileName.of(name, STATIC)).isEqualTo(asStatic);
    }
}
