package org.mediaferry.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InflowTest {

    private final Inflow inflow = new Inflow();
    private final OutputStream sink = inflow.sink();

    @Test
    void what_goes_in_comes_out_whatever_the_sizes() throws Exception {
        byte[] bytes = new byte[1_000_000];
        var random = new Random(7);
        random.nextBytes(bytes);

        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeIn(bytes, 70_001));

        assertThat(inflow.readAllBytes()).isEqualTo(bytes);
        writing.get(10, TimeUnit.SECONDS);
        assertThat(inflow.read()).isEqualTo(-1);
    }

    private void writeIn(byte[] bytes, int pieces) {
        try (sink) {
            for (int i = 0; i < bytes.length; i += pieces) {
                sink.write(bytes, i, Math.min(pieces, bytes.length - i));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_read_that_gets_nothing_ends_in_time_and_spoils_nothing() throws IOException {
        inflow.timeout(20);

        assertThatThrownBy(inflow::read).isInstanceOf(SocketTimeoutException.class);
        sink.write(200);

        assertThat(inflow.available()).isEqualTo(1);
        assertThat(inflow.read()).isEqualTo(200);
    }

    @Test
    void what_came_before_the_end_is_read_first() throws IOException {
        sink.write(new byte[] {1, 2});
        sink.close();

        assertThat(inflow.readAllBytes()).containsExactly(1, 2);
    }

    @Test
    void a_writer_is_let_go_when_the_reader_closes() throws Exception {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeIn(new byte[100_000], 100_000));

        inflow.close();

        assertThatThrownBy(() -> writing.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("nobody reads this connection any more");
        assertThatThrownBy(inflow::read).isInstanceOf(IOException.class).hasMessageContaining("is closed");
    }
}
