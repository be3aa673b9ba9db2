package org.mediaferry.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mediaferry.demo.LocalPostgres;
import org.mediaferry.demo.LocalS3;

/** A PostgreSQL and two S3 servers, started once for all tests of this package. A test asks for it as a parameter. */
final class Site implements AutoCloseable {

    private final AtomicInteger count = new AtomicInteger();
    private final Path directory;
    private final LocalPostgres postgres;
    private final LocalS3 source;
    private final LocalS3 destination;
    private final Mastodon small;
    private Mastodon large;

    private Site() {
        try {
            directory = Files.createTempDirectory("mediaferry-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = LocalPostgres.start(directory.resolve("postgresql"));
        source = LocalS3.start("unused");
        destination = LocalS3.start("unused");
        small = Mastodon.create(postgres, source, "small", 300);
    }

    /** Every kind of row, and 351 objects. Not to be changed. */
    Mastodon small() {
        return small;
    }

    /** Enough to be interrupted. Not to be changed. */
    synchronized Mastodon large() {
        if (large == null) {
            large = Mastodon.create(postgres, source, "large", 2_000);
        }
        return large;
    }

    /** The small one with a database of its own. */
    Mastodon smallToChange() {
        return small.copy("changed_" + count.incrementAndGet());
    }

    /** A database without a table, and an empty bucket. */
    Mastodon empty() {
        int n = count.incrementAndGet();
        source.client().createBucket(create -> create.bucket("empty-" + n));
        return Mastodon.empty(postgres, "empty_" + n, "empty-" + n);
    }

    /** A work directory, a configuration and a destination bucket of its own. */
    Migration migration(Mastodon server) {
        int n = count.incrementAndGet();
        String bucket = "copy-" + n;
        destination.client().createBucket(create -> create.bucket(bucket));
        try {
            return new Migration(this, server, Files.createDirectory(directory.resolve("migration-" + n)), bucket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalPostgres postgres() {
        return postgres;
    }

    LocalS3 source() {
        return source;
    }

    LocalS3 destination() {
        return destination;
    }

    @Override
    public void close() throws IOException {
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
    static final class Resolver implements ParameterResolver {
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
