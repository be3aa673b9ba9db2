package org.mediaferry.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * One connection to an SQLite file: statements are prepared once and kept, every SQL error becomes a
 * {@link LedgerException}. Threads take turns; a transaction is one turn.
 */
final class SqliteFile implements AutoCloseable {
    /** How long to wait for another process, e.g. an administrator's database console. */
    private static final int BUSY_TIMEOUT_MS = 10_000;

    static {
        NativeSqlite.useUnpacked();
    }

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private SqliteFile(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static SqliteFile open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SynchronousMode.FULL);
        return connect(file, "", config);
    }

    /**
     * Opens for reading, beside a writer too. Without a {@code -wal} file nobody has the file open, and only
     * {@code immutable} keeps SQLite from creating one: a file that could then belong to another user than the writer.
     */
    static SqliteFile openReadOnly(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        boolean inUse = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        return connect(file, inUse ? "" : "?immutable=1", config);
    }

    private static SqliteFile connect(Path file, String query, SQLiteConfig config) {
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        try {
            // A URI, because SQLite would take a ? in a plain path for the beginning of options
            return new SqliteFile(file, config.createConnection("jdbc:sqlite:" + file.toUri() + query));
        } catch (SQLException e) {
            throw LedgerFaults.atConnect(file, e);
        }
    }

    Path path() {
        return file;
    }

    /** Reads all rows of a result; the caller's SQL limits them. */
    synchronized <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        try (ResultSet rows = bound(sql, parameters).executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw failed(sql, e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw LedgerFaults.damaged(file, "a value in it is none that a ledger has: " + e.getMessage(), e);
        }
    }

    /** The first column of the only row. */
    long number(String sql, @Nullable Object... parameters) {
        return query(sql, row -> row.getLong(1), parameters).get(0);
    }

    synchronized void update(String sql, @Nullable Object... parameters) {
        try {
            PreparedStatement statement = bound(sql, parameters);
            // The driver takes ALTER TABLE on a strict table for a query, and refuses it as an update
            if (statement.execute()) {
                statement.getResultSet().close();
            }
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** Does all of the work or, if it throws, nothing. */
    synchronized void transaction(Runnable work) {
        update("BEGIN IMMEDIATE");
        try {
            work.run();
            update("COMMIT");
        } catch (RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    /** Closes the connection; a second call does nothing. */
    @Override
    public synchronized void close() {
        statements.clear();
        try {
            connection.close();
        } catch (SQLException e) {
            throw LedgerFaults.of(file, e);
        }
    }

    /** After some errors, a full disk among them, SQLite has rolled back by itself and refuses to do it again. */
    private void rollBack(Throwable why) {
        try {
            update("ROLLBACK");
        } catch (LedgerException e) {
            why.addSuppressed(e);
        }
    }

    /** The driver closes a statement that failed, and a closed one in the cache would fail for ever. */
    private LedgerException failed(String sql, SQLException e) {
        statements.remove(sql);
        return LedgerFaults.of(file, e);
    }

    private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** Makes a value of the current row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
