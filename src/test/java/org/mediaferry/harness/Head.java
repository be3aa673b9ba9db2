package org.mediaferry.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP request or answer.
 *
 * @param lines of the headers, each {@code name: value}, in the order in which they came
 */
public record Head(String startLine, List<String> lines) {

    private static final int MOST_BYTES = 64 * 1024;

    public Head {
        lines = List.copyOf(lines);
    }

    /** The value of a header, whatever the case of its name. */
    public Optional<String> get(String name) {
        return lines.stream()
                .filter(line -> isNamed(line, name))
                .findFirst()
                .map(line -> line.substring(name.length() + 1).strip());
    }

    /** The same with a header of this value, and no other of its name. */
    public Head with(String name, Object value) {
        List<String> changed = new ArrayList<>(without(name).lines);
        changed.add(name + ": " + value);
        return new Head(startLine, changed);
    }

    /** The same without a header. */
    public Head without(String name) {
        return new Head(
                startLine, lines.stream().filter(line -> !isNamed(line, name)).toList());
    }

    /** The status of an answer. */
    public int status() {
        return Integer.parseInt(startLine.split(" ", 3)[1]);
    }

    /** The promised length of the body, -1 if there is none. */
    public long contentLength() {
        return get("Content-Length").map(Long::parseLong).orElse(-1L);
    }

    boolean has(String name, String value) {
        return get(name).filter(value::equalsIgnoreCase).isPresent();
    }

    byte[] bytes() {
        return (startLine + "\r\n" + String.join("\r\n", lines) + (lines.isEmpty() ? "\r\n" : "\r\n\r\n"))
                .getBytes(ISO_8859_1);
    }

    /** Returns null when the other side had no more to say. */
    static @Nullable Head read(InputStream in) throws IOException {
        String line = readLine(in);
        if (line == null) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        String header = readLine(in);
        while (header != null && !header.isEmpty()) {
            lines.add(header);
            header = readLine(in);
        }
        if (header == null) {
            throw new EOFException("cut in the head, after " + line);
        }
        return new Head(line, lines);
    }

    static @Nullable String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
            if (line.size() > MOST_BYTES) {
                throw new IOException("a line of a head is longer than " + MOST_BYTES + " bytes");
            }
        }
        return line.toString(ISO_8859_1);
    }

    private static boolean isNamed(String line, String name) {
        return line.length() > name.length()
                && line.charAt(name.length()) == ':'
                && line.regionMatches(true, 0, name, 0, name.length());
    }
}
