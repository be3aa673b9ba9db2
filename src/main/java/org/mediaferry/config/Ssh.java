package org.mediaferry.config;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server through which the database is reached.
 *
 * @param host a name, an address or an alias of the configuration file
 * @param port null = as the configuration file says, else 22
 * @param user null = as the configuration file says, else the system's user
 * @param password null = none
 * @param keyFile the only private key to use; null = those of the configuration file, of an agent and of ~/.ssh
 * @param keyPassphrase null = none
 * @param knownHosts the file of known host keys, which may not exist
 * @param hostKey the fingerprint of the server's key, instead of that file; null = the file decides
 * @param configFile OpenSSH's file of aliases, which may not exist
 */
public record Ssh(
        String host,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable Path keyFile,
        @Nullable Secret keyPassphrase,
        Path knownHosts,
        @Nullable String hostKey,
        Path configFile) {

    /** A session a connection: more than these at once may be refused, as sshd's MaxStartups lets ten log in. */
    static final int MOST_CONNECTIONS = 8;

    public Ssh {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(knownHosts, "knownHosts");
        Objects.requireNonNull(configFile, "configFile");
    }

    /** Null when the database is reached directly. */
    static @Nullable Ssh of(Values values) {
        String host = values.get(Keys.SSH_HOST);
        return host == null
                ? null
                : new Ssh(
                        host,
                        values.get(Keys.SSH_PORT),
                        values.get(Keys.SSH_USER),
                        values.get(Keys.SSH_PASSWORD),
                        values.get(Keys.SSH_KEY_FILE),
                        values.get(Keys.SSH_KEY_PASSPHRASE),
                        orInHome(values.get(Keys.SSH_KNOWN_HOSTS), "known_hosts"),
                        values.get(Keys.SSH_HOST_KEY),
                        orInHome(values.get(Keys.SSH_CONFIG_FILE), "config"));
    }

    private static Path orInHome(@Nullable Path file, String name) {
        return file == null ? Path.of(System.getProperty("user.home"), ".ssh", name) : file;
    }
}
