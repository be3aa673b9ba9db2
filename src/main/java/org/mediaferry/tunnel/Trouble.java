package org.mediaferry.tunnel;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** Says in an administrator's words what the SSH library complains of, and what to do. */
final class Trouble {

    /** RFC 4254, 5.1. */
    private static final int PROHIBITED = 1;

    private Trouble() {}

    /** Why nobody could log in. */
    static TunnelException loggingIn(Place place, Logins logins, HostKeys hostKeys, JSchException e) {
        String begin = "the SSH server " + place + " ";
        if (e instanceof JSchHostKeyException) {
            return new HostKeyException(begin + hostKey(place, hostKeys, e), e);
        }
        return new TunnelException(begin + advice(place, logins, e), e);
    }

    /** Why there is no way from the SSH server to the database. */
    static TunnelException behind(Place place, InetSocketAddress target, int reason, JSchException e) {
        String aim = target.getHostString() + ":" + target.getPort();
        String text = reason == PROHIBITED
                ? "the SSH server " + place + " forbids connections to " + aim
                        + ": look at AllowTcpForwarding and PermitOpen in its sshd_config, and at the key's options in"
                        + " authorized_keys"
                : "the SSH server " + place + " does not reach the database at " + aim
                        + ": host and port of database.url are as seen from there, e.g. 127.0.0.1:5432; does PostgreSQL run?";
        return new TunnelException(text + " (" + e.getMessage() + ")", e);
    }

    private static String hostKey(Place place, HostKeys hostKeys, JSchException e) {
        String shown = hostKeys.shown();
        if (e instanceof JSchUnknownHostKeyException) {
            return "is not known: " + hostKeys.comparedWith() + " has no key of " + place.inKnownHosts()
                    + ". It shows " + shown
                    + "; compare that with what ssh-keygen -lf prints on the server itself. If it"
                    + " is the same, set ssh.host-key=" + shown + ", or: ssh-keyscan -p " + place.port() + " "
                    + place.host() + " >> " + hostKeys.file();
        }
        if (e instanceof JSchChangedHostKeyException) {
            return "is not the one that was known: it shows " + shown + ", and " + hostKeys.comparedWith()
                    + " says otherwise. Somebody may be listening in between: nothing is sent to it. "
                    + (hostKeys.isPinned()
                            ? "A server has a key of each kind: if that fingerprint is another of its own (ssh-keygen -lf"
                                    + " on the server prints them), or its key was changed on purpose, correct ssh.host-key"
                            : "If its key was changed on purpose, remove the old one: ssh-keygen -f " + hostKeys.file()
                                    + " -R '" + place.inKnownHosts() + "'");
        }
        return "shows a key, " + shown + ", that is revoked or not valid by " + hostKeys.comparedWith() + " ("
                + e.getMessage() + ")";
    }

    private static String advice(Place place, Logins logins, JSchException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Auth fail") || message.startsWith("USERAUTH fail") || message.contains("Auth cancel")) {
            return "refuses user " + place.user() + " (" + message + "); offered: " + logins.offered()
                    + ". Check ssh.user, and set ssh.key-file or ssh.password to what the server takes; a key must stand"
                    + " in the user's authorized_keys there";
        }
        if (has(e, UnknownHostException.class)) {
            return "has no such name: check ssh.host";
        }
        if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
            return "does not answer (" + message + "): check ssh.host and ssh.port, and that sshd runs";
        }
        if (message.contains("timeout") || message.contains("timed out") || message.contains("not established")) {
            return "does not answer in time (" + message
                    + "): check ssh.host and ssh.port, and whether a firewall is between; database.connect-timeout is how long is waited";
        }
        if (e instanceof JSchAlgoNegoFailException) {
            return "speaks no cipher, key exchange or kind of key that is understood (" + message + ")";
        }
        return "ended the conversation, or what answers at that port is no SSH (" + message
                + "): check ssh.port; a server that is asked too often also does so (MaxStartups, fail2ban)";
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, x -> x != null, Throwable::getCause)
                .limit(10)
                .anyMatch(x ->
                        type.isInstance(x) || String.valueOf(x.getMessage()).contains(type.getName()));
    }
}
