package org.mediaferry.lean;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that does what a test says, byte by byte: each connection plays the next of the scripts, the last one again and again. */
final class RawServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)");

    private final ServerSocket server;
    private final List<Script> scripts;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** What a connection does. */
    interface Script {
        void play(Line line) throws IOException;
    }

    RawServer(Script... scripts) {
        this.scripts = List.of(scripts);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread accepting = new Thread(this::accept, "raw-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** The heads of all requests that were read to their end. */
    List<String> heads() {
        return heads;
    }

    int connections() {
        return sockets.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Script script = scripts.get(Math.min(sockets.size(), scripts.size()) - 1);
                Thread thread = new Thread(() -> play(script, socket), "scripted-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            script.play(new Line(socket.getInputStream(), socket.getOutputStream()));
        } catch (IOException clientIsGone) {
            // as the test wants it, or it will say so
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** One connection, as the script sees it. */
    final class Line {

        private final InputStream in;
        private final OutputStream out;

        private Line(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        /** Reads a request with its body. */
        String request() throws IOException {
            String head = head();
            Matcher length = LENGTH.matcher(head);
            if (length.find()) {
                in.readNBytes(Integer.parseInt(length.group(1)));
            }
            heads.add(head);
            return head;
        }

        /** Reads a request as far as its body. */
        String head() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int one = in.read();
                if (one < 0) {
                    throw new IOException("the client is gone");
                }
                head.write(one);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        /** Sends text with line ends as they stand there; {@code \n} becomes {@code \r\n} in the head. */
        void say(String head, String body) throws IOException {
            out.write((head.replace("\n", "\r\n") + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Waits until the client closes. */
        void hold() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        OutputStream out() {
            return out;
        }
    }
}
