package org.mediaferry.check;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.mediaferry.config.Database;
import org.mediaferry.database.DatabaseException;
import org.mediaferry.database.MediaDatabase;
import org.mediaferry.database.ServerFacts;
import org.mediaferry.sync.EngineException;
import org.mediaferry.tunnel.Tunnel;
import org.mediaferry.tunnel.TunnelException;

/** Looks at the way to the database, at the server, and at whether Mastodon's tables can be read. */
final class DatabaseLook {

    private static final long LATE_SECONDS = 60;

    private final Database settings;
    private final Findings findings;

    DatabaseLook(Database settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /** Whether the SSH server lets us in; true when there is none to go through. */
    static boolean reachesThroughSsh(Database settings, Findings findings) {
        if (settings.ssh() == null) {
            return true;
        }
        long began = System.nanoTime();
        try (Tunnel tunnel = Tunnel.through(settings.ssh())) {
            String who = tunnel.greet((int) settings.connectTimeout().toMillis());
            findings.ok("login", who + ", in " + Took.since(began));
            return true;
        } catch (TunnelException e) {
            findings.failed("login", String.valueOf(e.getMessage()), "");
            return false;
        }
    }

    /** @param tables reads the first rows of each table that a copy reads; gives the planner's numbers of rows */
    void run(Supplier<Map<String, OptionalLong>> tables) {
        long began = System.nanoTime();
        try (MediaDatabase database = MediaDatabase.open(settings.withConnections(1))) {
            ServerFacts facts = database.facts();
            server(facts, Took.since(began));
            role(facts);
            lag(facts);
        } catch (DatabaseException e) {
            findings.failed("connection", String.valueOf(e.getMessage()), "");
            return;
        }
        schema(tables);
    }

    private void server(ServerFacts facts, String took) {
        String evidence =
                "PostgreSQL " + facts.version() + ", " + (facts.encrypted() ? "TLS" : "no TLS") + ", in " + took;
        if (!facts.encrypted() && !isPrivateWay()) {
            findings.warning(
                    "connection",
                    evidence,
                    "password and rows can be read on the way: add ?sslmode=require to database.url, or set ssh.host");
        } else {
            findings.ok("connection", evidence);
        }
    }

    private boolean isPrivateWay() {
        return settings.ssh() != null
                || settings.jdbcUrl().matches("jdbc:postgresql:(//(localhost|127\\.[0-9.]+|\\[::1])[:/].*|[^/].*)");
    }

    private void role(ServerFacts facts) {
        if (facts.mayWrite()) {
            findings.warning(
                    "role",
                    facts.user() + " may change rows; mediaferry only reads",
                    "better a role that can only read: the README's \"Before the first copy\" has the statements");
        } else {
            findings.ok("role", facts.user() + " can only read");
        }
    }

    private void lag(ServerFacts facts) {
        if (!facts.standby()) {
            return;
        }
        if (facts.lagSeconds().isEmpty()) {
            findings.warning(
                    "replica",
                    "has applied nothing since it was started",
                    "look at its replication: it may be an old copy");
        } else if (facts.lagSeconds().getAsLong() > LATE_SECONDS) {
            findings.warning(
                    "replica",
                    "last applied something " + facts.lagSeconds().getAsLong() + " s ago",
                    "newer rows are found by a later run; if the server has written since, look at its replication");
        } else {
            findings.ok(
                    "replica", "last applied something " + facts.lagSeconds().getAsLong() + " s ago");
        }
    }

    private void schema(Supplier<Map<String, OptionalLong>> tables) {
        try {
            Map<String, OptionalLong> found = tables.get();
            long rows = found.values().stream()
                    .mapToLong(estimate -> estimate.orElse(0))
                    .sum();
            findings.ok(
                    "schema", found.size() + " tables can be read, some " + rows + " rows by the planner's statistics");
        } catch (DatabaseException | EngineException e) {
            findings.failed("schema", String.valueOf(e.getMessage()), "");
        }
    }
}
