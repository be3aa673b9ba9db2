package org.mediaferry.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before an S3 server, refuses what it is told to refuse, and hands on the rest as it is: a request a connection. */
final class FaultProxy implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)");

    private final URI server;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Faults faults = (method, path) -> 0;

    /** What goes wrong. */
    interface Faults {
        /**
         * The status that a request is refused with.
         *
         * @param path decoded, with the bucket
         * @return 0 to hand the request on
         */
        int statusFor(String method, String path);
    }

    private FaultProxy(URI server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static FaultProxy before(URI server) {
        try {
            return new FaultProxy(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address for clients; they sign for it, and the server believes it to be its own. */
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Begins to refuse. */
    void refuse(Faults faults) {
        this.faults = faults;
    }

    /** Hands on everything again. */
    void mend() {
        refuse((method, path) -> 0);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = readHead(in);
            String[] words = head.split(" ", 3);
            if (words.length < 3) {
                return;
            }
            String path = URLDecoder.decode(words[1].replaceFirst("\\?.*", "").replace("+", "%2B"), UTF_8);
            int status = faults.statusFor(words[0], path);
            if (status == 0) {
                handOn(head, in, client);
            } else {
                refuse(status, head, in, client);
            }
        } catch (IOException e) {
            // either side went away; the other notices
        }
    }

    private void handOn(String head, InputStream in, Socket client) throws IOException {
        try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
            String lastOfConnection = head.replaceAll("(?i)\r\nConnection:[^\r]*", "")
                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            upstream.getOutputStream().write(lastOfConnection.getBytes(ISO_8859_1));
            threads.execute(() -> {
                try {
                    in.transferTo(upstream.getOutputStream());
                } catch (IOException e) {
                    // the answer was complete before the end of the request
                }
            });
            upstream.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void refuse(int status, String head, InputStream in, Socket client) throws IOException {
        Matcher length = LENGTH.matcher(head);
        if (!head.toLowerCase(java.util.Locale.ROOT).contains("100-continue") && length.find()) {
            in.skipNBytes(Long.parseLong(length.group(1))); // or the client would not get to the answer
        }
        String code = status == 403 ? "AccessDenied" : "SlowDown";
        byte[] body = ("<Error><Code>" + code + "</Code><Message>told to refuse</Message></Error>").getBytes(UTF_8);
        String answer = "HTTP/1.1 " + status + " Refused\r\nContent-Type: application/xml\r\nContent-Length: "
                + body.length + "\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(answer.getBytes(ISO_8859_1));
        client.getOutputStream().write(body);
    }

    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int b;
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n") && (b = in.read()) >= 0) {
            head.write(b);
        }
        return head.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
