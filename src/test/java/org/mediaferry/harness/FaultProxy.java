package org.mediaferry.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Stands before an S3 server, hands requests on as they are, counts them, and does to some of them what it is told.
 * Clients sign for its address, and the server believes that to be its own. Connections are kept on both sides.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 512;

    private final URI server;
    private final int port;
    private final Traffic traffic = new Traffic();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Consumer<S3Request>> onRequest = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<S3Request, Integer>> onAnswer = new CopyOnWriteArrayList<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> accepting = CompletableFuture.completedFuture(null);
    private ServerSocket listener;

    private FaultProxy(URI server) throws IOException {
        this.server = server;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    /** A proxy on a free port. */
    public static FaultProxy before(URI server) {
        try {
            return new FaultProxy(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address for clients. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What has passed so far. */
    public Traffic traffic() {
        return traffic;
    }

    /** Begins a rule about such requests; it is in force when {@link Rule#then} has said what happens to them. */
    public Rule on(Predicate<S3Request> which) {
        return new Rule(this, which);
    }

    /** Does something when such a request has come, before any rule is asked. */
    public void onRequest(Predicate<S3Request> which, Consumer<S3Request> action) {
        onRequest.add(request -> {
            if (which.test(request)) {
                action.accept(request);
            }
        });
    }

    /**
     * Does something when the server has answered such a request, before the client knows. Only for requests that no
     * rule takes.
     *
     * @param action is given the status as well
     */
    public void onAnswer(Predicate<S3Request> which, BiConsumer<S3Request, Integer> action) {
        onAnswer.add((request, status) -> {
            if (which.test(request)) {
                action.accept(request, status);
            }
        });
    }

    /** Ends all rules and actions. */
    public void mend() {
        rules.clear();
        onRequest.clear();
        onAnswer.clear();
    }

    /** Refuses connections from now on, and cuts those that are open. */
    public synchronized void goAway() {
        closeListener();
        connections.forEach(Connection::close);
    }

    /** Listens again, on the same port. */
    public synchronized void comeBack() {
        try {
            listener = listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts all connections that are open, whether a request is under way or not. */
    public void cutConnections() {
        connections.forEach(Connection::close);
    }

    void add(Rule rule) {
        rules.add(rule);
    }

    void remove(Rule rule) {
        rules.remove(rule);
    }

    void arrived(S3Request request) {
        onRequest.forEach(action -> action.accept(request));
    }

    /** What becomes of a request; null for what should. */
    Fault faultFor(S3Request request) {
        return rules.stream()
                .filter(rule -> rule.takes(request))
                .findFirst()
                .map(Rule::fault)
                .orElse(null);
    }

    void answered(S3Request request, int status) {
        onAnswer.forEach(action -> action.accept(request, status));
    }

    void closed(Connection connection) {
        connections.remove(connection);
    }

    private ServerSocket listen(int where) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), where), BACKLOG);
        accepting = threads.submit(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket client = socket.accept();
                Connection connection = new Connection(this, new Line(client), new Upstream(server));
                connections.add(connection);
                if (socket.isClosed()) {
                    connection.close(); // gone away since it was accepted
                }
                threads.execute(connection);
            }
        } catch (IOException closed) {
            // the end, or a pause
        }
    }

    private void closeListener() {
        try {
            listener.close();
            accepting.get(); // as long as a thread waits there, the port is not free
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        goAway();
        threads.shutdownNow();
    }
}
