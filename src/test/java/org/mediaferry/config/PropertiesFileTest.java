package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesFileTest {

    @Test
    void counts_the_physical_lines() {
        var file = PropertiesFile.parse(
                "# a comment\\\n\na = 1\n  b : 2\\\n     3\\\n\nc\\=d = \\u00e4\n! another\r\ne =\rf=6");

        assertThat(file.malformed()).isEmpty();
        assertThat(file.entries())
                .extracting(PropertiesFile.Entry::line, PropertiesFile.Entry::key, PropertiesFile.Entry::value)
                .containsExactly(
                        tuple(3, "a", "1"),
                        tuple(4, "b", "23"),
                        tuple(7, "c=d", "ä"),
                        tuple(9, "e", ""),
                        tuple(10, "f", "6"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "a=1",
                "a = 1 \n",
                "a:b=c",
                "a\\ b = c",
                "a = b\\\\\nc = d",
                "a = b\\\\\\\nc = d",
                "a = b\\\n\nc = d",
                "a = b\\\n#no comment\nc = d",
                "a = b\\",
                "a\t=\t\\tb\\n",
                "\f a\\:b = \\#\\!",
                "ä.ö = ü\uD83D\uDE00",
                "#c\\\na=1",
                "a = {{b}} ${c} %d",
                "a\\\n  b = c"
            })
    void reads_what_java_s_own_reader_reads(String text) throws IOException {
        var expected = new Properties();
        expected.load(new StringReader(text));

        var entries = PropertiesFile.parse(text).entries();

        assertThat(entries.stream()
                        .collect(Collectors.<PropertiesFile.Entry, Object, Object>toMap(
                                PropertiesFile.Entry::key, PropertiesFile.Entry::value)))
                .isEqualTo(Map.copyOf(expected));
    }

    @Test
    void a_very_long_line_is_no_trouble() {
        assertThat(PropertiesFile.parse("x".repeat(200_000)).malformed()).hasSize(1);
        assertThat(PropertiesFile.parse("\\x".repeat(100_000)).malformed()).hasSize(1);
    }
}
