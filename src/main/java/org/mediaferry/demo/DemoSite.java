package org.mediaferry.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;

/**
 * All that a migration needs, on this machine: a Mastodon's database, its bucket, and an empty one for the copies. It ends
 * with {@link #close()}, or with the virtual machine when a signal ends that.
 */
public final class DemoSite implements AutoCloseable {

    private static final int ROWS_IN_MEMORY = 10_000;
    private static final String BUCKET_BEFORE = "mastodon-before";
    private static final String BUCKET_AFTER = "mastodon-after";

    private final Thread hook = new Thread(this::closeAll, "demo-site-stop");
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path directory;
    private final LocalPostgres database;
    private final LocalS3 source;
    private final LocalS3 destination;
    private final SampleServer server;
    private final Path settings;

    private DemoSite(int rows) throws IOException {
        directory = Files.createTempDirectory("mediaferry-demo-");
        keep(() -> Directories.remove(directory));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            database = keep(LocalPostgres.start(directory.resolve("postgresql")));
            source = keep(store(BUCKET_BEFORE, rows));
            destination = keep(store(BUCKET_AFTER, rows));
            server = SampleServer.create(database.dataSource(), source.client(), BUCKET_BEFORE, "", rows);
            settings = writeSettings();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts everything.
     *
     * @param rows of the sample server, 100 to 1,000,000
     */
    public static DemoSite start(int rows) {
        try {
            return new DemoSite(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo needs a folder for temporary files that it may write to", e);
        }
    }

    public LocalPostgres database() {
        return database;
    }

    public LocalS3 source() {
        return source;
    }

    public LocalS3 destination() {
        return destination;
    }

    public SampleServer server() {
        return server;
    }

    /** A properties file with which every command works on this site. It holds the site's own passwords. */
    public Path settings() {
        return settings;
    }

    /** Compares the destination with what the rows claim and the source holds. */
    public Comparison.Result compare() {
        return Comparison.compare(server.expected(), destination.client(), destination.bucket());
    }

    /** Many objects would need much memory, so they go to disk. */
    private LocalS3 store(String bucket, int rows) {
        return rows <= ROWS_IN_MEMORY ? LocalS3.start(bucket) : LocalS3.start(bucket, directory.resolve(bucket));
    }

    private Path writeSettings() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("database.url", database.jdbcUrl());
        properties.setProperty("database.user", database.user());
        properties.setProperty("database.password", database.password());
        addStore(properties, "source", source);
        addStore(properties, "destination", destination);
        // Another program, or another demo, may have the usual one
        properties.setProperty("console.port", "0");
        properties.setProperty("work.directory", directory.resolve("work").toString());
        Path file = directory.resolve("demo.properties");
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, "A demo of mediaferry; gone when it ends");
        }
        return file;
    }

    private static void addStore(Properties properties, String side, LocalS3 store) {
        properties.setProperty(side + ".endpoint", store.endpoint().toString());
        properties.setProperty(side + ".bucket", store.bucket());
        properties.setProperty(side + ".access-key", store.accessKey());
        properties.setProperty(side + ".secret-key", store.secretKey());
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook does the same work; both may run.
        }
        closeAll();
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("the demo did not end cleanly; " + directory + " may be left", e);
            }
        }
    }
}
