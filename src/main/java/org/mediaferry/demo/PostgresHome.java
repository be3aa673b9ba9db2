package org.mediaferry.demo;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The files of one embedded PostgreSQL, and how it is launched on them. */
final class PostgresHome {
    private static final String LIBRARY_DIRECTORY_PROPERTY = "ot.epg.working-dir";
    private static final String ONLY_WITH_PASSWORD = "host all all 127.0.0.1/32 scram-sha-256\n";

    private final Path root;
    private final Path data;
    private final Path log;

    private PostgresHome(Path root, Path data) {
        this.root = root;
        this.data = data;
        this.log = Path.of(data + ".log");
    }

    /** Makes room for one server below {@code directory}. */
    static PostgresHome create(Path directory) throws IOException {
        Path root = directory.toAbsolutePath().resolve("postgres");
        Files.createDirectories(root);
        Directories.closeToOthers(root); // the library opens the binaries' folder to everyone
        return new PostgresHome(root, Files.createTempDirectory(root, "data-"));
    }

    /**
     * Starts a server on the data, which are initialised when there are none yet.
     *
     * @param port the port of 127.0.0.1, or 0 for a free one
     * @param password the superuser's, once {@link #requirePasswords()} holds
     */
    EmbeddedPostgres launch(int port, String password) throws IOException {
        try {
            return builder(port)
                    .setConnectConfig("password", password)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "") // no file in /tmp
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "100")
                    .setLocaleConfig("locale", "C") // the only one that every machine has
                    .setLocaleConfig("set", "fsync=off")
                    .start();
        } catch (RuntimeException | ExceptionInInitializerError e) {
            throw new IllegalStateException(
                    "the demo's PostgreSQL does not start; its words are in " + log
                            + ". As root it needs user namespaces (unshare -U): run as another user",
                    e);
        }
    }

    /** From the next reload on, every login needs its password. */
    void requirePasswords() throws IOException {
        Files.writeString(data.resolve("pg_hba.conf"), ONLY_WITH_PASSWORD);
    }

    /** Removes data and log. */
    void removeData() throws IOException {
        Directories.remove(data);
        Files.deleteIfExists(log);
    }

    private EmbeddedPostgres.Builder builder(int port) {
        return newBuilder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false) // or a restart would begin with an empty database
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(root.resolve("binaries").toFile())
                .setPgBinaryResolver(new Binaries(root))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(Duration.ofSeconds(60));
    }

    /**
     * The library reads, as it makes a builder, a system property for the folder in which it looks for servers that a
     * killed process left behind; there is no other way to keep it out of the temporary directory.
     */
    private EmbeddedPostgres.Builder newBuilder() {
        synchronized (EmbeddedPostgres.class) {
            String before = System.setProperty(LIBRARY_DIRECTORY_PROPERTY, root.toString());
            try {
                return EmbeddedPostgres.builder();
            } finally {
                restore(before);
            }
        }
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            System.clearProperty(LIBRARY_DIRECTORY_PROPERTY);
        } else {
            System.setProperty(LIBRARY_DIRECTORY_PROPERTY, before);
        }
    }

    /**
     * The library unpacks once a process and resolver, wherever that was; a resolver of each directory's own makes it
     * unpack there.
     */
    private record Binaries(Path root) implements PgBinaryResolver {
        @Override
        public InputStream getPgBinary(String system, String machineHardware) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware);
        }
    }
}
