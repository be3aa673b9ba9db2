package org.mediaferry.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mediaferry.demo.Expected;
import org.mediaferry.demo.LocalPostgres;
import org.mediaferry.demo.LocalS3;
import org.mediaferry.demo.SampleServer;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A Mastodon to migrate: a database, and a bucket of the source.
 *
 * @param database its name
 * @param expected what its rows claim
 */
record Mastodon(LocalPostgres postgres, String database, String bucket, List<Expected> expected) {

    /** Nobody ever logs in there, so that it can be copied at any time. */
    private static final String TEMPLATE = "_as_made";

    /** Makes one with all kinds of rows. */
    static Mastodon create(LocalPostgres postgres, LocalS3 source, String name, int rows) {
        Mastodon made = empty(postgres, name + TEMPLATE, name);
        source.client().createBucket(create -> create.bucket(name));
        SampleServer sample = SampleServer.create(made.dataSource(), source.client(), name, "", rows);
        return new Mastodon(postgres, name + TEMPLATE, name, sample.expected()).copy(name);
    }

    /** A database without a table. */
    static Mastodon empty(LocalPostgres postgres, String database, String bucket) {
        Mastodon empty = new Mastodon(postgres, database, bucket, List.of());
        new Mastodon(postgres, "postgres", bucket, List.of()).execute("CREATE DATABASE " + database);
        return empty;
    }

    /** The same server with a database of its own, which may be changed. */
    Mastodon copy(String name) {
        String template = database.endsWith(TEMPLATE) ? database : database + TEMPLATE;
        new Mastodon(postgres, "postgres", bucket, List.of())
                .execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new Mastodon(postgres, name, bucket, expected);
    }

    String jdbcUrl() {
        return postgres.jdbcUrl().replaceFirst("[^/]*$", database);
    }

    PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        return source;
    }

    void execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What the rows of a table claim, in the order of their ids. */
    List<Expected> expected(String table) {
        return expected.stream()
                .filter(e -> e.object().table().equals(table))
                .collect(Collectors.groupingBy(e -> e.object().id(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
