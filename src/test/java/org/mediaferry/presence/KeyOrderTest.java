package org.mediaferry.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyOrderTest {

    @Test
    void sorts_as_unsigned_bytes_of_utf8() {
        List<String> sorted = List.of(
                "",
                "\n",
                "a",
                "a b",
                "a+b",
                "a-b/c",
                "a.b/c",
                "a/b",
                "a/b/",
                "a/b/c",
                "a0",
                "aa",
                "a~",
                "a\u007f",
                "a\u00e9",
                "a\u4e2d",
                "a\ud7ff",
                "a\ue000",
                "a\uff08",
                "a\uffff",
                "a\ud800\udc00",
                "a\ud83d\ude00",
                "a\udbff\udfff",
                "b");

        for (int i = 0; i < sorted.size(); i++) {
            for (int j = 0; j < sorted.size(); j++) {
                assertThat(Integer.signum(KeyOrder.compare(sorted.get(i), sorted.get(j))))
                        .as("%s and %s", sorted.get(i), sorted.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void agrees_with_a_comparison_of_the_bytes() {
        Random random = new Random(5);

        for (int i = 0; i < 100_000; i++) {
            String a = text(random);
            String b = text(random);
            assertThat(Integer.signum(KeyOrder.compare(a, b)))
                    .as("%s and %s", a, b)
                    .isEqualTo(Integer.signum(FakeStore.BYTES.compare(a, b)));
        }
    }

    @ParameterizedTest
    @CsvSource({"a/b.png, a/b.pn", "a, ''", "a/, a", "aé, a", "a😀, a", "a😀b, a😀"})
    void begins_a_listing_one_character_short_of_the_key(String key, String before) {
        assertThat(KeyOrder.justBefore(key)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"plain.png, true", "é中.png, true", "\uff08x\uff09.png, false", "😀.png, false"})
    void knows_the_keys_that_utf16_sorts_otherwise(String key, boolean same) {
        assertThat(KeyOrder.isSameInUtf16(key)).isEqualTo(same);
    }

    private static String text(Random random) {
        int[] alphabet = {'-', '.', '/', '0', '9', 'a', 0xe9, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600, 0x10ffff};
        return random.ints(random.nextInt(6), 0, alphabet.length)
                .map(i -> alphabet[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
