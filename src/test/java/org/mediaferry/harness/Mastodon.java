package org.mediaferry.harness;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mediaferry.demo.Expected;
import org.mediaferry.demo.LocalPostgres;
import org.mediaferry.demo.SampleServer;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A Mastodon to migrate: a database, and a bucket of the source.
 *
 * @param database its name
 * @param expected what its rows claim
 */
public record Mastodon(LocalPostgres postgres, String database, String bucket, List<Expected> expected) {

    /** Nobody ever logs in there, so that it can be copied at any time. */
    private static final String TEMPLATE = "_as_made";

    /** Makes one with all kinds of rows. */
    public static Mastodon create(LocalPostgres postgres, S3Client source, String name, int rows) {
        Mastodon made = empty(postgres, database(name) + TEMPLATE, name);
        source.createBucket(create -> create.bucket(name));
        SampleServer sample = SampleServer.create(made.dataSource(), source, name, "", rows);
        return new Mastodon(postgres, made.database(), name, sample.expected()).copy(database(name));
    }

    private static String database(String bucket) {
        return bucket.replace('-', '_');
    }

    /** A database without a table. */
    public static Mastodon empty(LocalPostgres postgres, String database, String bucket) {
        Mastodon empty = new Mastodon(postgres, database, bucket, List.of());
        new Mastodon(postgres, "postgres", bucket, List.of()).execute("CREATE DATABASE " + database);
        return empty;
    }

    /** The same server with a database of its own, which may be changed. */
    public Mastodon copy(String name) {
        String template = database.endsWith(TEMPLATE) ? database : database + TEMPLATE;
        new Mastodon(postgres, "postgres", bucket, List.of())
                .execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new Mastodon(postgres, name, bucket, expected);
    }

    /** The address of the database, without user and password. */
    public String jdbcUrl() {
        return postgres.jdbcUrl().replaceFirst("[^/]*$", database);
    }

    /** Unpooled connections of its owner, a superuser. */
    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        return source;
    }

    /** Runs a statement in a transaction of its own. */
    public void execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The keys that rows claim and the source does not have. */
    public Set<String> missingKeys() {
        return expected.stream()
                .filter(e -> !e.presentAtSource())
                .map(Expected::key)
                .collect(Collectors.toSet());
    }

    /** The keys that rows claim and the source has. */
    public Set<String> presentKeys() {
        return expected.stream()
                .filter(Expected::presentAtSource)
                .map(Expected::key)
                .collect(Collectors.toSet());
    }

    /** What the rows of a table claim, in the order of their ids. */
    public List<Expected> expected(String table) {
        return expected.stream()
                .filter(e -> e.object().table().equals(table))
                .collect(Collectors.groupingBy(e -> e.object().id(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
