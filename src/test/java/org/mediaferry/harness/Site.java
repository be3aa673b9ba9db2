package org.mediaferry.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mediaferry.demo.LocalPostgres;

/**
 * A PostgreSQL and two S3 servers in processes of their own, started once for all tests. A test class asks for it with
 * {@code @ExtendWith(Site.Resolver.class)} and a parameter of its constructor. Tests share the servers and must leave them
 * as they are; what they do to stores they do in a {@link FaultProxy}, and what they do to a database server, in one of
 * their own.
 */
public final class Site implements AutoCloseable {

    private final AtomicInteger count = new AtomicInteger();
    private final Path directory;
    private final LocalPostgres postgres;
    private final StoreProcess source;
    private final StoreProcess destination;
    private final Mastodon small;
    private final List<FaultProxy> proxies = new CopyOnWriteArrayList<>();
    private Mastodon large;

    private Site() {
        try {
            directory = Files.createTempDirectory("mediaferry-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = LocalPostgres.start(directory.resolve("postgresql"));
        source = StoreProcess.start("unused");
        destination = StoreProcess.start("unused");
        small = Mastodon.create(postgres, source.client(), "small", 300);
    }

    /** Every kind of row, and 351 objects. Not to be changed. */
    public Mastodon small() {
        return small;
    }

    /** Enough to be interrupted. Not to be changed. */
    public synchronized Mastodon large() {
        if (large == null) {
            large = Mastodon.create(postgres, source.client(), "large", 2_000);
        }
        return large;
    }

    /** The small one with a database of its own. */
    public Mastodon smallToChange() {
        return small.copy("changed_" + count.incrementAndGet());
    }

    /** A database without a table, and an empty bucket. */
    public Mastodon empty() {
        int n = count.incrementAndGet();
        source.client().createBucket(create -> create.bucket("empty-" + n));
        return Mastodon.empty(postgres, "empty_" + n, "empty-" + n);
    }

    /** A server of a size that a test needs, with a database server of the test's own; make it once a class. */
    public Mastodon mastodon(LocalPostgres own, int rows) {
        return Mastodon.create(own, source.client(), "own-" + count.incrementAndGet(), rows);
    }

    /** A folder of a test's own, removed at the end of all tests. */
    public Path newDirectory() {
        try {
            return Files.createDirectory(directory.resolve("own-" + count.incrementAndGet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A work directory, a configuration and a destination bucket of its own. */
    public Migration migration(Mastodon server) {
        int n = count.incrementAndGet();
        String bucket = "copy-" + n;
        destination.client().createBucket(create -> create.bucket(bucket));
        try {
            return new Migration(this, server, Files.createDirectory(directory.resolve("migration-" + n)), bucket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A proxy before a store, closed at the end of all tests. */
    FaultProxy proxyBefore(StoreProcess store) {
        FaultProxy proxy = FaultProxy.before(store.endpoint());
        proxies.add(proxy);
        return proxy;
    }

    /** The database server of all tests. */
    public LocalPostgres postgres() {
        return postgres;
    }

    public StoreProcess source() {
        return source;
    }

    public StoreProcess destination() {
        return destination;
    }

    @Override
    public void close() throws IOException {
        proxies.forEach(FaultProxy::close);
        destination.close();
        source.close();
        postgres.close();
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }

    /** Gives tests the site, and ends it after the last of them. */
    public static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Site.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Site.class))
                    .getOrComputeIfAbsent(Site.class, type -> new Site(), Site.class);
        }
    }
}
