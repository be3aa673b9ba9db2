package org.mediaferry.tunnel;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Ssh;

/** Whether an SSH server is the right one: by the fingerprint of the settings, or by the file of known hosts. Adds none. */
final class HostKeys implements HostKeyRepository {

    private final @Nullable String fingerprint;
    private final Path file;
    private final HostKeyRepository known;
    private volatile @Nullable String shown;

    /** @throws TunnelException when the file of known hosts is there and cannot be read */
    HostKeys(Ssh settings) throws TunnelException {
        this.fingerprint =
                settings.hostKey() == null ? null : settings.hostKey().replace("=", "");
        this.file = settings.knownHosts();
        JSch parser = new JSch();
        try {
            if (fingerprint == null && Files.exists(file)) {
                parser.setKnownHosts(file.toString());
            }
        } catch (JSchException e) {
            throw new TunnelException("ssh.known-hosts: " + file + " cannot be read", e);
        }
        this.known = parser.getHostKeyRepository();
    }

    /** The fingerprint of the key that the server showed last; null when it came not so far. */
    @Nullable
    String shown() {
        return shown;
    }

    /** What the key is compared with, for a message. */
    String comparedWith() {
        if (fingerprint != null) {
            return "ssh.host-key";
        }
        return file + (Files.exists(file) ? "" : " (which does not exist)");
    }

    /** The file of known hosts. */
    Path file() {
        return file;
    }

    /** Whether the settings name the fingerprint. */
    boolean isPinned() {
        return fingerprint != null;
    }

    @Override
    public int check(String host, byte[] key) {
        shown = fingerprint(key);
        if (fingerprint == null) {
            return known.check(host, key);
        }
        return fingerprint.equals(shown) ? OK : CHANGED;
    }

    /** As {@code ssh-keygen -l} prints it. */
    static String fingerprint(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public HostKey[] getHostKey() {
        return known.getHostKey();
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return known.getHostKey(host, type);
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return file.toString();
    }

    @Override
    public void add(HostKey key, UserInfo user) {
        throw new IllegalStateException("host keys are never added");
    }

    @Override
    public void remove(String host, String type) {}

    @Override
    public void remove(String host, String type, byte[] key) {}
}
