package org.mediaferry.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.mediaferry.tunnel.HostKeyException;
import org.mediaferry.tunnel.Tunnel;
import org.mediaferry.tunnel.TunnelException;

/** A pool that says why no connection came about, where the way is what failed: HikariCP says only that it waited. */
final class Pool extends HikariDataSource {

    private final @Nullable Tunnel tunnel;

    /** @param tunnel the way to the database; null = it is reached directly */
    Pool(HikariConfig settings, @Nullable Tunnel tunnel) {
        super(settings);
        this.tunnel = tunnel;
    }

    @Override
    public Connection getConnection() throws SQLException {
        TunnelException before = trouble();
        if (before instanceof HostKeyException) {
            // Waiting makes no stranger a friend
            throw explained(before, null);
        }
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException e) {
            TunnelException reason = trouble();
            throw reason == null ? e : explained(reason, e.getSQLState());
        }
    }

    private @Nullable TunnelException trouble() {
        return tunnel == null ? null : tunnel.trouble().orElse(null);
    }

    private static SQLException explained(TunnelException reason, @Nullable String state) {
        return new SQLTransientConnectionException(reason.getMessage(), state, reason);
    }

    @Override
    public void close() {
        super.close();
        if (tunnel != null) {
            tunnel.close();
        }
    }
}
