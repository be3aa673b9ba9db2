package org.mediaferry.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/** An SSH server on a port of its own that lets user {@code ferry} in and forwards connections. */
public final class SshServer implements AutoCloseable {

    /** Who may log in. */
    public static final String USER = "ferry";

    private final org.apache.sshd.server.SshServer server =
            ServerBuilder.builder().build();
    private volatile KeyPair hostKey = newHostKey();
    private volatile PublicKey authorized;
    private volatile String password;

    private SshServer(int port) {
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(session -> List.of(hostKey));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setPasswordAuthenticator((user, given, session) -> USER.equals(user) && given.equals(password));
        server.setPublickeyAuthenticator((user, key, session) -> isAuthorized(user, key));
    }

    /** Starts one that lets nobody in yet. */
    public static SshServer start() {
        var ssh = new SshServer(0);
        ssh.listen();
        return ssh;
    }

    /** Lets the user in with this password. */
    public SshServer password(String text) {
        password = text;
        return this;
    }

    /** Lets the user in with the private half of this. */
    public SshServer authorize(PublicKey key) {
        authorized = key;
        return this;
    }

    /** Forwards no connection any more. */
    public SshServer forbidForwarding() {
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        return this;
    }

    /** Ends all sessions and shows another host key from now on, on the same port. */
    public void changeHostKey() {
        hostKey = newHostKey();
        endSessions();
    }

    /** Ends all sessions, as an administrator's restart does. */
    public void endSessions() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    /** How many are logged in. */
    public int sessions() {
        return server.getActiveSessions().size();
    }

    public int port() {
        return server.getPort();
    }

    /** The fingerprint of the host key, as ssh-keygen prints it. */
    public String fingerprint() {
        return KeyUtils.getFingerPrint(hostKey.getPublic());
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isAuthorized(String user, PublicKey key) {
        return USER.equals(user) && authorized != null && KeyUtils.compareKeys(key, authorized);
    }

    private static KeyPair newHostKey() {
        try {
            return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
