package org.mediaferry.catalog.mastodon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The tables of a Mastodon server, as a version has them. */
public final class MastodonSchema {
    /** Newest first: each is made from the one before it. */
    static final List<String> SHAPES = List.of("4.6", "4.5", "4.3", "3.2", "3.0");

    private MastodonSchema() {}

    /** Creates the tables of {@code shape} in an empty database. */
    public static void create(DataSource database, String shape) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(script("mastodon-schema.sql"));
            for (String step : SHAPES.subList(1, SHAPES.indexOf(shape) + 1)) {
                statement.execute(script("shape-" + step + ".sql"));
            }
        }
    }

    private static String script(String name) {
        try (var in = MastodonSchema.class.getResourceAsStream("/fixtures/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
