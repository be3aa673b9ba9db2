package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.mediaferry.transfer.Samples.CountingConnection;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

class SourceBodyTest {

    private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";
    private static final String MD5_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

    private final CountingConnection connection = new CountingConnection("abc".getBytes(StandardCharsets.US_ASCII));

    @Test
    void counts_and_hashes_what_is_read_in_blocks() throws IOException {
        SourceBody body = body(3);

        assertThat(body.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("abc");

        assertThat(body.count()).isEqualTo(3);
        assertThat(body.md5()).contains(MD5_OF_ABC);
    }

    @Test
    void counts_and_hashes_what_is_read_byte_by_byte() throws IOException {
        SourceBody body = body(3);

        while (body.read() >= 0) {
            // to the end
        }

        assertThat(body.count()).isEqualTo(3);
        assertThat(body.md5()).contains(MD5_OF_ABC);
    }

    @Test
    void hands_over_no_last_piece_when_more_comes_after_it() throws IOException {
        SourceBody body = body(2);

        assertThatThrownBy(() -> body.readNBytes(2))
                .isInstanceOf(SourceReadException.class)
                .hasMessageContaining("more came");
        assertThat(body.md5()).isEmpty();
    }

    @Test
    void counts_and_hashes_what_is_skipped() throws IOException {
        SourceBody body = body(3);

        assertThat(body.skip(2)).isEqualTo(2);
        assertThat(body.skip(0)).isZero();
        assertThat(body.skip(5)).isEqualTo(1);
        assertThat(body.skip(1)).isZero();

        assertThat(body.count()).isEqualTo(3);
        assertThat(body.md5()).contains(MD5_OF_ABC);
    }

    @Test
    void tells_no_hash_before_the_end() throws IOException {
        SourceBody body = body(3);

        assertThat(body.read()).isEqualTo('a');
        assertThat(body.md5()).isEmpty();
    }

    @Test
    void tells_the_hash_of_an_empty_object_that_nobody_read() {
        assertThat(new SourceBody(Samples.answer("", h -> {}), 0, null, true, Samples.PATIENCE).md5())
                .contains(MD5_OF_NOTHING);
    }

    @Test
    void hands_over_bytes_whose_hash_was_promised() throws IOException {
        SourceBody body = new SourceBody(Samples.answer(connection, h -> {}), 3, MD5_OF_ABC, true, Samples.PATIENCE);

        assertThat(body.readAllBytes()).hasSize(3);

        assertThat(body.md5()).contains(MD5_OF_ABC);
    }

    @Test
    void takes_a_promised_hash_for_granted_where_it_is_told_to_but_not_the_length() throws IOException {
        SourceBody body = unhashed(3);

        assertThat(body.readNBytes(2)).hasSize(2);
        assertThat(body.md5()).isEmpty();
        assertThat(body.readAllBytes()).hasSize(1);
        assertThat(body.md5()).contains(MD5_OF_NOTHING);
        assertThat(body.isHashed()).isFalse();

        SourceBody longer = unhashed(4);
        assertThatThrownBy(longer::readAllBytes).hasMessageContaining("promised 4 bytes");
        assertThat(longer.md5()).isEmpty();
    }

    private SourceBody unhashed(int promised) {
        connection.reset();
        return new SourceBody(Samples.answer(connection, h -> {}), promised, MD5_OF_NOTHING, false, Samples.PATIENCE);
    }

    @Test
    void hashes_whatever_it_is_told_where_nothing_was_promised() throws IOException {
        SourceBody body = new SourceBody(Samples.answer(connection, h -> {}), 3, null, false, Samples.PATIENCE);

        body.readAllBytes();

        assertThat(body.md5()).contains(MD5_OF_ABC);
        assertThat(body.isHashed()).isTrue();
    }

    @Test
    void holds_the_last_byte_back_when_the_bytes_are_others_than_promised() throws IOException {
        SourceBody body =
                new SourceBody(Samples.answer(connection, h -> {}), 3, MD5_OF_NOTHING, true, Samples.PATIENCE);

        assertThat(body.readNBytes(2)).asString(StandardCharsets.US_ASCII).isEqualTo("ab");
        assertThatThrownBy(body::read)
                .isInstanceOf(SourceReadException.class)
                .hasMessageContaining(MD5_OF_NOTHING)
                .hasMessageContaining(MD5_OF_ABC);

        assertThat(body.md5()).isEmpty();
        body.close();
        assertThat(connection.aborted()).isEqualTo(1);
    }

    @Test
    void refuses_an_empty_object_that_was_promised_to_be_another() {
        var nothing = Samples.answer("", h -> {});

        assertThatThrownBy(() -> new SourceBody(nothing, 0, MD5_OF_ABC, false, Samples.PATIENCE))
                .hasMessageContaining(MD5_OF_ABC);
    }

    @Test
    void fails_at_the_end_of_an_answer_that_is_shorter_than_promised() throws IOException {
        SourceBody body = body(4);

        assertThat(body.readNBytes(3)).hasSize(3);
        assertThatThrownBy(body::read)
                .isInstanceOf(SourceReadException.class)
                .hasRootCauseInstanceOf(TransferException.class)
                .hasMessageContaining("promised 4 bytes, and only 3 came");
        assertThat(body.md5()).isEmpty();
    }

    @Test
    void fails_where_more_comes_than_promised() {
        SourceBody body = body(2);

        assertThatThrownBy(body::readAllBytes).hasMessageContaining("promised 2 bytes, and more came");
        assertThat(body.md5()).isEmpty();
    }

    @Test
    void says_that_it_was_the_source_that_failed() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new SocketTimeoutException("Read timed out");
            }
        };
        SourceBody body = new SourceBody(
                new ResponseInputStream<>(
                        GetObjectResponse.builder().build(), AbortableInputStream.create(broken, () -> {})),
                3,
                null,
                true,
                Samples.PATIENCE);

        assertThatThrownBy(body::read)
                .isInstanceOf(SourceReadException.class)
                .hasMessage("reading from the source failed: Read timed out")
                .hasCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void offers_no_way_back_that_would_count_twice() {
        assertThat(body(3).markSupported()).isFalse();
    }

    @Test
    void drops_the_connection_when_closed_before_the_end() throws IOException {
        SourceBody body = body(3);
        assertThat(body.read()).isEqualTo('a');

        body.close();

        assertThat(connection.aborted()).isEqualTo(1);
    }

    @Test
    void gives_the_connection_back_when_closed_at_the_end() throws IOException {
        SourceBody body = body(3);
        body.readAllBytes();

        body.close();

        assertThat(connection.aborted()).isZero();
        assertThat(connection.closed()).isPositive();
    }

    @Test
    void gives_the_connection_of_an_empty_object_back() throws IOException {
        CountingConnection nothing = new CountingConnection(new byte[0]);

        new SourceBody(Samples.answer(nothing, h -> {}), 0, null, true, Samples.PATIENCE).close();

        assertThat(nothing.aborted()).isZero();
        assertThat(nothing.closed()).isPositive();
    }

    @Test
    void drops_the_connection_of_an_answer_that_ended_early() throws IOException {
        SourceBody body = body(10);
        assertThatThrownBy(body::readAllBytes).isInstanceOf(SourceReadException.class);

        body.close();

        assertThat(connection.aborted()).isEqualTo(1);
    }

    private SourceBody body(long promised) {
        return new SourceBody(Samples.answer(connection, h -> {}), promised, null, true, Samples.PATIENCE);
    }
}
