package org.mediaferry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.mediaferry.catalog.mastodon.MastodonSchema;
import org.mediaferry.demo.LocalPostgres;

/** A Mastodon's database without rows, one for all tests of this process, which ends with it. */
final class EmptyMastodon {

    private static final LocalPostgres POSTGRES = start();

    private EmptyMastodon() {}

    static List<String> settings() {
        return List.of(
                "database.url=" + POSTGRES.jdbcUrl(),
                "database.user=" + POSTGRES.user(),
                "database.password=" + POSTGRES.password());
    }

    /** Runs a statement, such as one that inserts a row for a test of its own. */
    static void execute(String sql) throws SQLException {
        try (var connection = POSTGRES.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static LocalPostgres start() {
        try {
            LocalPostgres postgres = LocalPostgres.start(Files.createDirectories(Path.of("target", "it")));
            MastodonSchema.create(postgres.dataSource(), "4.6");
            return postgres;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
