package org.mediaferry.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A network between clients and a port of this machine, which can go dead without a word. */
public final class Link implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private Link(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** @param port of this machine */
    public static Link to(int port) {
        try {
            return new Link(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections there have been. */
    public int connections() {
        return accepted.get();
    }

    /** From now on no byte passes on the connections that there are, and nobody is told. New ones work. */
    public void freeze() {
        pairs.forEach(pair -> pair.frozen = true);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pairs.forEach(Pair::close);
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                var pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), target));
                pairs.add(pair);
                threads.execute(() -> pair.pass(pair.client, pair.server));
                threads.execute(() -> pair.pass(pair.server, pair.client));
            } catch (IOException e) {
                // Closed, or the target is away: the client sees the end of its connection
            }
        }
    }

    private static final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean frozen;

        private Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void pass(Socket from, Socket to) {
            byte[] buffer = new byte[16 * 1024];
            try {
                for (int read; (read = from.getInputStream().read(buffer)) >= 0; ) {
                    if (!frozen) {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                // One end is gone
            }
            if (!frozen) {
                close();
            }
        }

        private void close() {
            try (client;
                    server) {
                frozen = false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
