package org.mediaferry.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a request that was written by hand, so that it may lie about its host and come from another address.
 *
 * @param headers by name in lower case
 */
public record Asked(int status, Map<String, String> headers, String body) {

    private static final int TIMEOUT_MS = 60_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Asks a server at 127.0.0.1; headers replace those that a browser would send. */
    public static Asked of(int port, String method, String path, Map<String, String> headers, @Nullable String body) {
        return of("127.0.0.1", port, method, path, headers, body);
    }

    /** The same, from another address of this machine. */
    public static Asked of(
            String from, int port, String method, String path, Map<String, String> headers, @Nullable String body) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MS);
            socket.getOutputStream().write(request(port, method, path, headers, body));
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] request(
            int port, String method, String path, Map<String, String> headers, @Nullable String body) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", "127.0.0.1:" + port);
        all.put("Connection", "close");
        if (body != null) {
            all.put("Content-Type", "application/json");
            all.put("Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        }
        all.putAll(headers);
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        all.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        return text.append("\r\n").append(body == null ? "" : body).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Asked answer(String text) {
        String[] parts = text.split("\r\n\r\n", 2);
        String[] lines = parts[0].split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] field = lines[i].split(":", 2);
            headers.put(field[0].toLowerCase(Locale.ROOT), field[1].strip());
        }
        String body = "chunked".equals(headers.get("transfer-encoding")) ? unchunked(parts[1]) : parts[1];
        return new Asked(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }

    /** Good enough for text of one byte a character, as all of ours is where it comes in chunks. */
    private static String unchunked(String text) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int end = text.indexOf("\r\n", at);
            int length = Integer.parseInt(text.substring(at, end), 16);
            if (length == 0) {
                return body.toString();
            }
            body.append(text, end + 2, end + 2 + length);
            at = end + 2 + length + 2;
        }
    }

    /** Fails the test unless the status is this one. */
    public Asked is(int expected) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        return this;
    }

    /** The body, as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + this, e);
        }
    }
}
