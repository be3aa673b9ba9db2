package org.mediaferry.tunnel;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Ssh;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way through one SSH server. Each connection is a session of its own; a link that went dead without a word is found
 * out in 15 seconds, and the next connection logs in anew.
 */
public final class Tunnel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
    private static final int ALIVE_MILLIS = 5000;
    private static final int UNANSWERED = 2;

    private final String id = UUID.randomUUID().toString();
    private final Place place;
    private final Logins logins;
    private final HostKeys hostKeys;
    private final Ssh settings;
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable TunnelException trouble;

    private Tunnel(Ssh settings) throws TunnelException {
        this.settings = settings;
        this.place = Place.of(settings);
        this.logins = Logins.of(settings, place);
        this.hostKeys = new HostKeys(settings);
    }

    /**
     * Prepares the way; nobody is contacted yet.
     *
     * @throws TunnelException when a file that the settings name cannot be used; says which
     */
    public static Tunnel through(Ssh settings) throws TunnelException {
        var tunnel = new Tunnel(settings);
        TunnelSocketFactory.register(tunnel.id, tunnel);
        return tunnel;
    }

    /**
     * Logs in and out again.
     *
     * @param timeoutMillis for each step of it, and twice that for all; 0 = for ever
     * @return who is there, for a message, e.g. {@code ferry@db.example.org:22, SSH-2.0-OpenSSH_9.2, SHA256:...}
     * @throws TunnelException when that fails; says which setting to look at
     */
    public String greet(int timeoutMillis) throws TunnelException {
        Session session = login(timeoutMillis);
        String who = place + ", " + session.getServerVersion() + ", " + hostKeys.shown();
        leave(session);
        return who;
    }

    /** What {@link TunnelSocketFactory} asks for. */
    public String id() {
        return id;
    }

    Place where() {
        return place;
    }

    /**
     * Logs in once more.
     *
     * @param timeoutMillis for each step of it, and twice that for all; 0 = for ever
     */
    Session login(int timeoutMillis) throws TunnelException {
        long began = System.nanoTime();
        Session session;
        try {
            session = new JSch().getSession(place.user(), place.host(), place.port());
            session.setHostKeyRepository(hostKeys);
            session.setIdentityRepository(logins.identities());
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("PreferredAuthentications", "publickey,keyboard-interactive,password");
            if (settings.password() != null) {
                session.setPassword(settings.password().reveal().getBytes(StandardCharsets.UTF_8));
            }
            session.setServerAliveInterval(ALIVE_MILLIS);
            session.setServerAliveCountMax(UNANSWERED);
            session.setDaemonThread(true);
            connect(session, timeoutMillis);
        } catch (JSchException e) {
            throw failed(Trouble.loggingIn(place, logins, hostKeys, e));
        }
        open.add(session);
        LOG.debug("tunnel - logged in to {} in {} ms", place, (System.nanoTime() - began) / 1_000_000);
        return session;
    }

    /** JSch's time limit is for each read: what sends a line now and then, as a tarpit does, would hold us for ever. */
    private static void connect(Session session, int timeoutMillis) throws JSchException {
        if (timeoutMillis == 0) {
            session.connect();
            return;
        }
        Executor afterwards = CompletableFuture.delayedExecutor(2L * timeoutMillis, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> tooLate = CompletableFuture.runAsync(session::disconnect, afterwards);
        try {
            session.connect(timeoutMillis);
        } finally {
            tooLate.cancel(false);
        }
    }

    /** Why the last connection did not come about; empty when it did. A pool does not say. */
    public Optional<TunnelException> trouble() {
        return Optional.ofNullable(trouble);
    }

    TunnelException failed(TunnelException failure) {
        trouble = failure;
        return failure;
    }

    void connected() {
        trouble = null;
    }

    void leave(Session session) {
        open.remove(session);
        session.disconnect();
    }

    /** Ends all sessions; no new one begins. */
    @Override
    public void close() {
        TunnelSocketFactory.forget(id);
        open.forEach(Session::disconnect);
        open.clear();
    }
}
