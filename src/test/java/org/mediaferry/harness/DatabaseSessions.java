package org.mediaferry.harness;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The sessions of a Mastodon's database: those of the program, seen from the server, and some that stand in its way. */
public final class DatabaseSessions {

    private static final String OURS =
            " FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'mediaferry'";

    private final Mastodon server;

    /** Looks at the sessions of this server's database. */
    public DatabaseSessions(Mastodon server) {
        this.server = server;
    }

    /** How many of the program's sessions there are. */
    public int ours() {
        return count("SELECT count(*)" + OURS);
    }

    /** How many of the program's sessions wait for a lock. */
    public int waitingForLock() {
        return count("SELECT count(*)" + OURS + " AND wait_event_type = 'Lock'");
    }

    /** How many of the program's sessions have held a transaction open for more than a second without doing anything. */
    public int idleInTransaction() {
        return count("SELECT count(*)" + OURS
                + " AND state LIKE 'idle in transaction%' AND now() - state_change > interval '1 second'");
    }

    /** Ends the program's sessions, as a restart does. */
    public int terminate() {
        return count("SELECT count(pg_terminate_backend(pid))" + OURS);
    }

    /** Locks a table so that nobody can read it, until it is {@link #release(Connection) released}. */
    public Connection lock(String table) {
        try {
            Connection connection = server.dataSource().getConnection();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the program's sessions and takes all connections that the server has, to be released one by one. */
    public List<Connection> takeAllConnections() {
        List<Connection> taken = new ArrayList<>();
        try {
            while (take(taken) || ours(taken.get(0)) > 0) {
                terminate(taken.get(0));
            }
            return taken;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives back what was locked or taken. */
    public static void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean take(List<Connection> taken) throws SQLException {
        try {
            taken.add(server.dataSource().getConnection());
            return true;
        } catch (SQLException e) {
            if ("53300".equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static int ours(Connection connection) throws SQLException {
        return count(connection, "SELECT count(*)" + OURS);
    }

    private static void terminate(Connection connection) throws SQLException {
        count(connection, "SELECT count(pg_terminate_backend(pid))" + OURS);
    }

    private int count(String sql) {
        try (Connection connection = server.dataSource().getConnection()) {
            return count(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
