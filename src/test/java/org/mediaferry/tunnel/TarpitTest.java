package org.mediaferry.tunnel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.mediaferry.config.Ssh;

class TarpitTest {

    private static final byte[] LINE = "not yet\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Path NONE = Path.of("/none");

    @Test
    void who_never_comes_to_the_point_is_left() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread tarpit = new Thread(() -> talk(server));
            tarpit.setDaemon(true);
            tarpit.start();
            var settings = new Ssh("127.0.0.1", server.getLocalPort(), "a", null, null, null, NONE, null, NONE);

            try (Tunnel tunnel = Tunnel.through(settings)) {
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> assertThatThrownBy(() -> tunnel.greet(500))
                                .isInstanceOf(TunnelException.class)
                                .hasMessageContaining("what answers at that port is no SSH"));
            }
        }
    }

    /** Lines before the one that says SSH are allowed (RFC 4253, 4.2). */
    private static void talk(ServerSocket server) {
        try (Socket guest = server.accept();
                OutputStream out = guest.getOutputStream()) {
            while (true) {
                out.write(LINE);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        } catch (IOException e) {
            // The guest has left
        }
    }
}
