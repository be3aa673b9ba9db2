package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {

    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    @ParameterizedTest(name = "{0} bytes, cut above {1} MiB: {2} parts of {3} MiB")
    @CsvSource({
        "5368709121,      5120, 81,    64",
        "12582912,        5,    3,     5",
        "10485761,        5,    3,     5",
        "10485760,        5,    2,     5",
        "671088640000,    5120, 10000, 64",
        "671088640001,    5120, 9847,  65",
        "53687091200000, 5120, 10000, 5120"
    })
    void are_of_64_MiB_or_what_makes_10000_of_them(long length, long above, int count, long sizeMib) {
        Parts parts = Parts.of(length, above * MIB, 10_000);

        assertThat(parts.count()).isEqualTo(count);
        assertThat(parts.size()).isEqualTo(sizeMib * MIB);
    }

    @Test
    void grow_where_a_store_takes_fewer() {
        Parts parts = Parts.of(100 * GIB, 5 * GIB, 1000);

        assertThat(parts.count()).isLessThanOrEqualTo(1000);
        assertThat(parts.size()).isEqualTo(103 * MIB);
    }

    @ParameterizedTest
    @CsvSource({"5368709121, 5368709120", "12582913, 5242880", "5242881, 5242880", "53687091200000, 5368709120"})
    void make_up_the_whole(long length, long above) {
        Parts parts = Parts.of(length, above, 10_000);

        assertThat(IntStream.rangeClosed(1, parts.count())
                        .mapToLong(parts::lengthOf)
                        .sum())
                .isEqualTo(length);
        assertThat(parts.lengthOf(parts.count())).isBetween(1L, parts.size());
        assertThat(parts.size()).isLessThanOrEqualTo(5 * GIB);
    }
}
