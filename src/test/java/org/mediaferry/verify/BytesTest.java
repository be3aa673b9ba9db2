package org.mediaferry.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
    void equal_bytes_are_equal_at_any_length(int length) throws IOException {
        assertThat(compare(bytes(length), bytes(length))).isEqualTo(new Bytes.Result.Same(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 199_999})
    void the_first_byte_that_differs_is_found(int at) throws IOException {
        byte[] other = bytes(200_000);
        other[at]++;

        assertThat(compare(bytes(200_000), other)).isEqualTo(new Bytes.Result.Different(at));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 199_999})
    void an_early_end_is_a_difference_on_either_side(int length) throws IOException {
        byte[] cut = bytes(length);

        assertThat(compare(bytes(200_000), cut)).isEqualTo(new Bytes.Result.Different(length));
        assertThat(compare(cut, bytes(200_000))).isEqualTo(new Bytes.Result.Different(length));
    }

    private static Bytes.Result compare(byte[] a, byte[] b) throws IOException {
        return Bytes.compare(new ByteArrayInputStream(a), new ByteArrayInputStream(b));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
