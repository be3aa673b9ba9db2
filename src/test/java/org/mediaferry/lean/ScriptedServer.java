package org.mediaferry.lean;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on a raw socket. Each request is played the next of the scripts that it was given, the last one again and again;
 * what came is remembered, with the number of the connection that it came on.
 */
final class ScriptedServer implements AutoCloseable {

    /** What the server does when a request begins to come. */
    @FunctionalInterface
    interface Script {
        void play(Talk talk) throws IOException;
    }

    /**
     * A request that came.
     *
     * @param connection counted from 1
     * @param line the first one, as it came
     * @param headers by names in lower case
     */
    record Request(int connection, String line, Map<String, String> headers, byte[] body) {

        String header(String name) {
            return headers.getOrDefault(name, "none");
        }
    }

    private final ServerSocket socket;
    private final String scheme;
    private final Deque<Script> scripts = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread acceptor;

    private ScriptedServer(ServerSocket socket, String scheme) {
        this.socket = socket;
        this.scheme = scheme;
        this.acceptor = background(this::accept);
    }

    /** On a free port of 127.0.0.1. */
    static ScriptedServer start() {
        return on("127.0.0.1");
    }

    /** On a free port of a literal address. */
    static ScriptedServer on(String address) {
        try {
            return new ScriptedServer(new ServerSocket(0, 200, InetAddress.getByName(address)), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Behind a socket that speaks TLS. */
    static ScriptedServer over(ServerSocket tls) {
        return new ScriptedServer(tls, "https");
    }

    /** An answer of HTTP/1.1 with a Content-Length; the connection stays open. */
    static String answer(String status, String body, String... headers) {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "HTTP/1.1 " + status + "\r\n" + lines + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n"
                + body;
    }

    /** Reads the next request to its end and says this. */
    ScriptedServer says(String answer) {
        return plays(talk -> {
            talk.readRequest();
            talk.say(answer);
        });
    }

    /** Reads the next request to its end, says this and closes. */
    ScriptedServer saysAndCloses(String answer) {
        return plays(talk -> {
            talk.readRequest();
            talk.say(answer);
            talk.close();
        });
    }

    /** Forgets its scripts and the requests that came. */
    synchronized ScriptedServer anew() {
        scripts.clear();
        requests.clear();
        return this;
    }

    synchronized ScriptedServer plays(Script script) {
        scripts.add(script);
        return this;
    }

    private synchronized Script next() {
        return scripts.size() > 1 ? scripts.remove() : scripts.element();
    }

    URI endpoint() {
        String host = socket.getInetAddress().getHostAddress();
        return URI.create(scheme + "://" + (host.contains(":") ? "[::1]" : host) + ":" + port());
    }

    int port() {
        return socket.getLocalPort();
    }

    /** All requests that came whole, in order. */
    List<Request> requests() {
        return requests;
    }

    /** How many connections there have been. */
    int connections() {
        return accepted.get();
    }

    /** How many connections neither side has closed. */
    int open() {
        return open.size();
    }

    /** Closes all connections; nobody can connect any more. */
    @Override
    public void close() {
        closed.countDown();
        shut(socket);
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(ScriptedServer::shut);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket one = socket.accept();
                open.add(one);
                int number = accepted.incrementAndGet();
                background(() -> serve(one, number));
            } catch (IOException e) {
                shut(socket);
            }
        }
    }

    private void serve(Socket one, int number) {
        try (one) {
            Talk talk = new Talk(one, number);
            while (talk.isMoreComing()) {
                next().play(talk);
            }
        } catch (IOException e) {
            // The client broke off, which is what many tests are about
        } finally {
            open.remove(one);
        }
    }

    private static Thread background(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void shut(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One connection, as a script sees it. */
    final class Talk {

        private final Socket one;
        private final int number;
        private final InputStream in;
        private final OutputStream out;

        private Talk(Socket one, int number) throws IOException {
            one.setTcpNoDelay(true);
            this.one = one;
            this.number = number;
            this.in = new BufferedInputStream(one.getInputStream());
            this.out = one.getOutputStream();
        }

        private boolean isMoreComing() throws IOException {
            if (one.isClosed()) {
                return false;
            }
            in.mark(1);
            boolean more = in.read() >= 0;
            in.reset();
            return more;
        }

        /** Reads a request to the end of its body. */
        Request readRequest() throws IOException {
            Request head = readHead();
            int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new IOException("the client broke off");
            }
            Request request = new Request(number, head.line(), head.headers(), body);
            requests.add(request);
            return request;
        }

        /** Reads the first line and the headers, and no byte of the body. */
        Request readHead() throws IOException {
            String line = readLine();
            Map<String, String> headers = new TreeMap<>();
            for (String header = readLine(); !header.isEmpty(); header = readLine()) {
                int colon = header.indexOf(':');
                headers.merge(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip(),
                        (a, b) -> a + ", " + b);
            }
            return new Request(number, line, headers, new byte[0]);
        }

        private String readLine() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the client broke off");
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }

        /** Reads bytes of a body. */
        void read(int bytes) throws IOException {
            in.skipNBytes(bytes);
        }

        /** Says something, one byte a character. */
        void say(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }

        /** Says one character after the other, with a rest after each, until the client has enough. */
        void drip(String text, long restMillis) throws IOException {
            for (char c : text.toCharArray()) {
                say(String.valueOf(c));
                rest(restMillis);
            }
        }

        /** Says nothing until the client goes. */
        void fallSilent() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        /** Says and reads nothing until the server is closed. */
        void stayDeaf() {
            rest(60_000);
        }

        /** Says nothing until something happened elsewhere. */
        void waitFor(CountDownLatch event) {
            try {
                event.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void rest(long millis) {
            try {
                closed.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Closes the connection. */
        void close() throws IOException {
            one.close();
        }
    }
}
