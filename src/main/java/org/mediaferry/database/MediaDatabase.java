package org.mediaferry.database;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Database;
import org.mediaferry.tunnel.Tunnel;
import org.mediaferry.tunnel.TunnelException;
import org.mediaferry.tunnel.TunnelSocketFactory;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The server's database, which is only read: each page in a read-only transaction of its own, without session state and
 * without named statements, so that a read-only role, a replica and pgBouncer in transaction mode all do.
 */
public final class MediaDatabase implements AutoCloseable {

    private final Pool pool;

    private MediaDatabase(Pool pool) {
        this.pool = pool;
    }

    /**
     * Connects once and keeps a pool.
     *
     * @throws DatabaseException when no connection comes about; says which setting to look at
     */
    public static MediaDatabase open(Database settings) {
        Tunnel tunnel = tunnel(settings);
        try {
            return new MediaDatabase(pool(settings, tunnel));
        } catch (RuntimeException e) {
            if (tunnel != null) {
                tunnel.close();
            }
            throw e;
        }
    }

    private static @Nullable Tunnel tunnel(Database settings) {
        try {
            return settings.ssh() == null ? null : Tunnel.through(settings.ssh());
        } catch (TunnelException e) {
            throw SqlProblem.noWay(shown(settings), e);
        }
    }

    private static Pool pool(Database settings, @Nullable Tunnel tunnel) {
        PGSimpleDataSource driver = driver(settings, tunnel);
        try (Connection probe = driver.getConnection()) {
            probe.isValid(0);
        } catch (SQLException e) {
            throw SqlProblem.connecting(shown(settings), settings.user(), e);
        }
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setDataSource(driver);
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(1);
        pool.setReadOnly(true);
        pool.setConnectionTimeout(ways(settings) * settings.connectTimeout().toMillis() + 1000);
        return new Pool(pool, tunnel);
    }

    private static PGSimpleDataSource driver(Database settings, @Nullable Tunnel tunnel) {
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setUrl(settings.jdbcUrl());
        driver.setUser(settings.user());
        if (settings.password() != null) {
            driver.setPassword(settings.password().reveal());
        }
        if (tunnel != null) {
            driver.setSocketFactory(TunnelSocketFactory.class.getName());
            driver.setSocketFactoryArg(tunnel.id());
        }
        driver.setApplicationName("mediaferry");
        int connectSeconds = (int) Math.max(1, settings.connectTimeout().toSeconds());
        driver.setConnectTimeout(connectSeconds);
        // The whole login: a host that accepts and stays silent would otherwise hold us for the socket's time-out
        driver.setLoginTimeout(ways(settings) * connectSeconds);
        driver.setSocketTimeout((int) Math.max(1, settings.statementTimeout().toSeconds()) + 10);
        driver.setTcpKeepAlive(true);
        driver.setPrepareThreshold(0);
        driver.setQueryTimeout((int) Math.max(1, settings.statementTimeout().toSeconds()));
        return driver;
    }

    /** To an SSH server, and from there: each may take its time. */
    private static int ways(Database settings) {
        return settings.ssh() == null ? 1 : 2;
    }

    /** Parameters of a URL may hold the password of a client certificate. */
    private static String shown(Database settings) {
        return settings.jdbcUrl().replaceFirst("\\?.*", "");
    }

    /** For the routes. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * How many rows each of these tables has, by the planner's statistics; no table is counted.
     *
     * @return only the tables that exist; empty for one that was never analysed
     */
    public Map<String, OptionalLong> tables(Iterable<String> names) {
        Map<String, OptionalLong> found = new LinkedHashMap<>();
        String sql = "SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass(?)";
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String name : names) {
                statement.setString(1, name);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        long rows = row.getLong(1);
                        found.put(name, rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows));
                    }
                }
            }
        } catch (SQLException e) {
            throw SqlProblem.reading("pg_class", "the catalog", e);
        }
        return found;
    }

    /**
     * What the server says of itself and of us.
     *
     * @throws DatabaseException when it does not answer
     */
    public ServerFacts facts() {
        String sql = """
                SELECT current_setting('server_version'),
                       COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false),
                       pg_is_in_recovery(),
                       EXTRACT(EPOCH FROM now() - pg_last_xact_replay_timestamp())::bigint,
                       current_user,
                       EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND pg_table_is_visible(oid)
                               AND has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))""";
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long lag = row.getLong(4);
            OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(lag);
            return new ServerFacts(
                    row.getString(1), row.getBoolean(2), row.getBoolean(3), known, row.getString(5), row.getBoolean(6));
        } catch (SQLException e) {
            throw SqlProblem.reading("pg_stat_ssl", "the catalog", e);
        }
    }

    /** What a failed page means, in an administrator's words. */
    public static DatabaseException problem(String table, Path statement, Throwable failure) {
        return SqlProblem.reading(table, statement.toString(), failure);
    }

    /** What the absence of these tables means, which every Mastodon has. */
    public static DatabaseException notMastodon(List<String> tables) {
        return new DatabaseException("the database has no table " + String.join(", no table ", tables)
                + ": is this Mastodon's database (check the name at the end of database.url), and is its schema in the"
                + " search_path of database.user?");
    }

    @Override
    public void close() {
        pool.close();
    }
}
