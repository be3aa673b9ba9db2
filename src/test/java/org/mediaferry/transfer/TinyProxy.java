package org.mediaferry.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy that remembers what it was asked. One request a connection: it answers those of http itself, with 200, and
 * opens a tunnel to nowhere for those of https.
 */
final class TinyProxy implements AutoCloseable {

    /**
     * A request that came.
     *
     * @param head its first line and its headers
     * @param body of the length that the headers say; of a tunnel, the first byte
     */
    record Asked(String head, byte[] body) {

        String line() {
            return head.lines().findFirst().orElseThrow();
        }
    }

    private final ServerSocket listener;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private TinyProxy() throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "tiny-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    static TinyProxy start() {
        try {
            return new TinyProxy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** All that came, in order. */
    List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                answer(client);
            } catch (IOException e) {
                // The client broke off, or the proxy was closed
            }
        }
    }

    private void answer(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        String head = head(in);
        // What came is remembered before the client goes on
        if (head.startsWith("CONNECT ")) {
            say(client, "HTTP/1.1 200 Connected\r\n\r\n");
            asked.add(new Asked(head, in.readNBytes(1)));
        } else {
            asked.add(new Asked(head, in.readNBytes(length(head))));
            say(client, "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    }

    private static void say(Socket client, String answer) throws IOException {
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client broke off");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }
}
