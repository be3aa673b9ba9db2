package org.mediaferry.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The statements that select the rows of each table, from the files that an administrator may edit. */
public final class Statements {

    private final Path directory;

    /** @param routes the folder of the routes; the statements are in {@code sql/<table>.sql} there */
    public Statements(Path routes) {
        this.directory = routes.resolve("sql");
    }

    /**
     * The statement of a table, read anew each time: an edited one counts from the next page on.
     *
     * @throws UncheckedIOException when the file cannot be read; names it
     */
    public String of(String table) {
        Path file = directory.resolve(table + ".sql");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the statement " + file + " cannot be read: " + e, e);
        }
    }
}
