package org.mediaferry.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.presence.FakeStore;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

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

    @Test
    void only_a_store_that_says_so_has_lost_the_original() {
        assertThat(comparedWith(NoSuchKeyException.builder().statusCode(404).build()))
                .isInstanceOf(Bytes.Result.GoneAtSource.class);
        assertThat(comparedWith(S3Exception.builder()
                        .statusCode(404)
                        .message("404 page not found")
                        .build()))
                .isInstanceOf(Bytes.Result.Unreadable.class);
    }

    private static Bytes.Result comparedWith(RuntimeException answer) {
        FakeStore source = new FakeStore() {
            @Override
            public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
                throw answer;
            }
        };
        return new Bytes(new Bytes.Side(source, "a"), new Bytes.Side(new FakeStore(), "b")).compare("k", "k");
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
