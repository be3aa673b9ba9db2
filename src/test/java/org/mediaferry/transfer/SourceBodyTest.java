package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.mediaferry.transfer.Samples.CountingConnection;

class SourceBodyTest {

    private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";

    private final CountingConnection connection = new CountingConnection("abc".getBytes(StandardCharsets.US_ASCII));

    @Test
    void counts_and_hashes_what_is_read_in_blocks() throws IOException {
        SourceBody body = body(3, true);

        assertThat(body.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("abc");

        assertThat(body.count()).isEqualTo(3);
        assertThat(body.md5()).contains(MD5_OF_ABC);
    }

    @Test
    void counts_and_hashes_what_is_read_byte_by_byte() throws IOException {
        SourceBody body = body(3, true);

        while (body.read() >= 0) {
            // to the end
        }

        assertThat(body.count()).isEqualTo(3);
        assertThat(body.md5()).contains(MD5_OF_ABC);
    }

    @Test
    void counts_and_hashes_what_is_skipped() throws IOException {
        SourceBody body = body(3, true);

        assertThat(body.skip(2)).isEqualTo(2);
        assertThat(body.skip(0)).isZero();
        assertThat(body.skip(5)).isEqualTo(1);
        assertThat(body.skip(1)).isZero();

        assertThat(body.count()).isEqualTo(3);
        assertThat(body.md5()).contains(MD5_OF_ABC);
    }

    @Test
    void hashes_only_when_asked_to() throws IOException {
        SourceBody body = body(3, false);

        body.readAllBytes();

        assertThat(body.count()).isEqualTo(3);
        assertThat(body.md5()).isEmpty();
    }

    @Test
    void offers_no_way_back_that_would_count_twice() {
        assertThat(body(3, true).markSupported()).isFalse();
    }

    @Test
    void drops_the_connection_when_closed_before_the_end() throws IOException {
        SourceBody body = body(3, false);
        assertThat(body.read()).isEqualTo('a');

        body.close();

        assertThat(connection.aborted()).isEqualTo(1);
    }

    @Test
    void gives_the_connection_back_when_closed_at_the_end() throws IOException {
        SourceBody body = body(3, false);
        body.readAllBytes();

        body.close();

        assertThat(connection.aborted()).isZero();
        assertThat(connection.closed()).isPositive();
    }

    @Test
    void gives_the_connection_of_an_empty_object_back() throws IOException {
        CountingConnection nothing = new CountingConnection(new byte[0]);

        new SourceBody(Samples.answer(nothing, h -> {}), 0, false).close();

        assertThat(nothing.aborted()).isZero();
        assertThat(nothing.closed()).isPositive();
    }

    @Test
    void drops_the_connection_of_an_answer_that_ended_early() throws IOException {
        SourceBody body = body(10, false);
        body.readAllBytes();

        body.close();

        assertThat(connection.aborted()).isEqualTo(1);
    }

    private SourceBody body(long promised, boolean hashing) {
        return new SourceBody(Samples.answer(connection, h -> {}), promised, hashing);
    }
}
