package org.mediaferry.tunnel;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.SSHAgentConnector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Secret;
import org.mediaferry.config.Ssh;

/**
 * What an SSH server is offered: the private key of the settings alone, or else those of OpenSSH's file, an agent's and
 * the usual ones; and the password, if one is set.
 */
final class Logins {

    private final JSch keys = new JSch();
    private final List<String> offered = new ArrayList<>();
    private final @Nullable IdentityRepository agent;

    private Logins(@Nullable IdentityRepository agent) {
        this.agent = agent;
    }

    /** @throws TunnelException when the private key of the settings cannot be used */
    static Logins of(Ssh settings, Place place) throws TunnelException {
        Path chosen = settings.keyFile();
        var logins = new Logins(chosen == null ? agent() : null);
        if (chosen != null) {
            logins.addChosen(chosen, settings.keyPassphrase());
        } else {
            logins.addFound(place, settings.keyPassphrase());
        }
        if (settings.password() != null) {
            logins.offered.add("a password");
        }
        return logins;
    }

    /** What is offered, for a message: files and their state, no secret. */
    String offered() {
        return offered.isEmpty() ? "nothing" : String.join(", ", offered);
    }

    /** The keys of files, then those of the agent: asked for at each login, as an agent may be locked meanwhile. */
    IdentityRepository identities() {
        IdentityRepository files = keys.getIdentityRepository();
        return new IdentityRepository() {
            @Override
            public String getName() {
                return "files and agent";
            }

            @Override
            public int getStatus() {
                return RUNNING;
            }

            @Override
            public Vector<Identity> getIdentities() {
                Vector<Identity> all = new Vector<>(files.getIdentities());
                if (agent != null) {
                    all.addAll(agent.getIdentities());
                }
                return all;
            }

            @Override
            public boolean add(byte[] identity) {
                return false;
            }

            @Override
            public boolean remove(byte[] blob) {
                return false;
            }

            @Override
            public void removeAll() {}
        };
    }

    private void addChosen(Path file, @Nullable Secret passphrase) throws TunnelException {
        if (!Files.isReadable(file)) {
            throw new TunnelException("ssh.key-file: there is no file " + file + " that this user can read");
        }
        KeyPair pair = load(file);
        if (pair == null) {
            throw new TunnelException("ssh.key-file: " + file + " holds no private key that is understood"
                    + (file.toString().endsWith(".pub") ? ": it is the public one, the private one has no .pub" : "")
                    + "; OpenSSH's and PEM's forms of ed25519, ECDSA and RSA are");
        }
        if (pair.isEncrypted() && passphrase == null) {
            throw new TunnelException("ssh.key-file: " + file + " is encrypted, and no passphrase is set: set"
                    + " ssh.key-passphrase or ssh.key-passphrase-file, or use an agent and leave ssh.key-file out");
        }
        if (!decrypts(pair, passphrase)) {
            throw new TunnelException("ssh.key-passphrase does not fit " + file);
        }
        add(file, passphrase);
    }

    /** A key that needs a passphrase that is not there is left out, as ssh does when it cannot ask. */
    private void addFound(Place place, @Nullable Secret passphrase) throws TunnelException {
        Path folder = Path.of(System.getProperty("user.home"), ".ssh");
        Stream<Path> usual = Stream.of("id_ed25519", "id_ecdsa", "id_rsa").map(folder::resolve);
        for (Path file :
                Stream.concat(place.keyFiles().stream(), usual).distinct().toList()) {
            KeyPair pair = Files.isReadable(file) ? load(file) : null;
            if (pair != null && decrypts(pair, passphrase)) {
                add(file, passphrase);
            } else if (pair != null) {
                offered.add("not " + file + ", as it is encrypted and ssh.key-passphrase does not open it");
            }
        }
        if (agent != null) {
            offered.add("the " + agent.getIdentities().size() + " keys of the agent");
        }
    }

    private void add(Path file, @Nullable Secret passphrase) throws TunnelException {
        try {
            keys.addIdentity(file.toString(), bytes(passphrase));
            offered.add(file.toString());
        } catch (JSchException e) {
            throw new TunnelException("the private key " + file + " cannot be used", e);
        }
    }

    private @Nullable KeyPair load(Path file) {
        try {
            return KeyPair.load(keys, file.toString(), null);
        } catch (JSchException e) {
            return null;
        }
    }

    private static boolean decrypts(KeyPair pair, @Nullable Secret passphrase) {
        try {
            return !pair.isEncrypted() || passphrase != null && pair.decrypt(bytes(passphrase));
        } finally {
            pair.dispose();
        }
    }

    private static byte @Nullable [] bytes(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal().getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable IdentityRepository agent() {
        if (System.getenv("SSH_AUTH_SOCK") == null) {
            return null;
        }
        try {
            IdentityRepository agent = new AgentIdentityRepository(new SSHAgentConnector());
            return agent.getStatus() == IdentityRepository.RUNNING ? agent : null;
        } catch (AgentProxyException e) {
            return null;
        }
    }
}
