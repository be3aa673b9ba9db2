package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.delay;
import static org.mediaferry.harness.Faults.holdUntil;
import static org.mediaferry.harness.Kind.LIST;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.LocalPostgres;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.DatabaseSessions;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Kind;
import org.mediaferry.harness.Mastodon;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Rule;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;

/** A database that fails while rows are read: the page is read again, from where it began. */
@Order(1)
@ExtendWith(Site.Resolver.class)
class DatabaseFaultsIT {

    private static LocalPostgres postgres;
    private static Mastodon server;

    private static boolean away;

    private final Migration migration;
    private final DatabaseSessions sessions;
    private final FaultProxy source;
    private final FaultProxy destination;

    DatabaseFaultsIT(Site site) {
        migration = site.migration(server)
                .set("poll.page-size", "20")
                .set("queue.size", "10")
                .set("transfer.concurrency", "4")
                .set("retry.delay", "200ms")
                .set("database.connect-timeout", "3s")
                .unset("poll.retries");
        sessions = new DatabaseSessions(server);
        source = migration.beforeSource();
        destination = migration.beforeDestination();
    }

    @BeforeAll
    static void startServer(Site site) {
        postgres = LocalPostgres.start(site.newDirectory());
        server = site.mastodon(postgres, 600);
        // Accounts are read as slowly as the table of brakes says
        server.execute("""
                CREATE TABLE brakes (seconds integer);
                CREATE FUNCTION braked() RETURNS boolean LANGUAGE plpgsql AS $$
                  BEGIN PERFORM pg_sleep(seconds) FROM brakes; RETURN true; END $$;
                ALTER TABLE accounts RENAME TO fast_accounts;
                CREATE VIEW accounts AS SELECT * FROM fast_accounts WHERE braked();
                """);
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @BeforeEach
    void takeTime() {
        destination.on(Kind.PUT).then(delay(Duration.ofMillis(20)));
    }

    @AfterEach
    void no_transaction_is_left_open() {
        if (away) {
            comeBack(); // after a failure
        }
        assertThat(sessions.idleInTransaction()).isZero();
    }

    @Test
    void the_server_is_restarted() {
        assertNothingSkipped(during(run -> postgres.restart()));
    }

    @Test
    void sessions_are_ended() {
        assertNothingSkipped(during(run -> assertThat(sessions.terminate()).isPositive()));
    }

    @Test
    void a_server_that_was_away_is_read_on() {
        assertNothingSkipped(during(run -> {
            goAway();
            awaitRetries(run, 2);
            comeBack();
        }));
    }

    @Test
    void a_verify_waits_for_the_database_too() {
        migration.run("sync").exits(0);
        CountDownLatch away = new CountDownLatch(1);
        Rule held = destination.on(LIST).after(10).then(holdUntil(away));

        try (Running verify = migration.start("verify")) {
            verify.until(() -> held.hits() > 0);
            goAway();
            destination.mend();
            away.countDown();
            awaitRetries(verify, 1);
            comeBack();

            verify.await(Cli.PATIENCE).exits(0);
        }
    }

    @Test
    void a_standby_takes_over() throws Exception {
        Path signal = dataDirectory().resolve("standby.signal");
        try {
            assertNothingSkipped(during(run -> {
                goAway();
                create(signal);
                comeBack();
            }));
            assertThat(ask("SELECT pg_is_in_recovery()")).isEqualTo("t");
        } finally {
            Files.deleteIfExists(signal);
            postgres.restart();
        }
    }

    @Test
    void a_statement_takes_too_long() {
        migration.set("database.statement-timeout", "1s");

        assertNothingSkipped(during(run -> {
            server.execute("INSERT INTO brakes VALUES (60)");
            try {
                awaitRetries(run, 1);
                assertThat(run.err()).contains("canceling statement due to user request");
            } finally {
                server.execute("DELETE FROM brakes");
            }
        }));
    }

    /** As a migration of the schema does. A statement that waits is not under way yet: the connection's time-out counts. */
    @Test
    void a_table_is_locked() {
        migration.set("database.statement-timeout", "1s");

        assertNothingSkipped(during(run -> {
            Connection lock = sessions.lock("media_attachments");
            try {
                awaitRetries(run, 1);
            } finally {
                DatabaseSessions.release(lock);
            }
        }));
    }

    @Test
    void no_connection_is_left() {
        assertNothingSkipped(during(run -> {
            List<Connection> taken = sessions.takeAllConnections();
            try {
                awaitRetries(run, 1);
            } finally {
                taken.forEach(DatabaseSessions::release);
            }
        }));
    }

    @Test
    void a_run_without_a_database_ends_at_a_signal() {
        migration.set("stop.timeout", "5s");
        Finished stopped = during(run -> {
            goAway();
            awaitRetries(run, 1);
            run.terminate();
            run.await(Duration.ofSeconds(30)).exits(130);
            comeBack();
        });

        assertThat(stopped.exit()).isEqualTo(130);
        assertNothingSkipped(migration.run("sync"));
    }

    @Test
    void a_run_that_has_read_in_vain_for_long_enough_says_so_and_the_next_one_goes_on() {
        migration.set("poll.retries", "1");

        Finished gaveUp = during(run -> {
            goAway();
            run.await(Cli.PATIENCE);
            comeBack();
        });

        gaveUp.exits(1);
        assertThat(gaveUp.err()).contains("database");
        assertNothingSkipped(migration.run("sync"));
    }

    private void assertNothingSkipped(Finished run) {
        run.exits(0);
        assertThat(migration.compareListing()).isEmpty();
        assertThat(migration.missing()).isEqualTo(server.missingKeys());
        var gets = source.traffic().byKey(Kind.GET);
        // What the source does not have counts when the row was read again, and so may be asked for once more
        gets.keySet().removeAll(server.missingKeys());
        assertThat(gets.values()).containsOnly(1);
    }

    /** Something happens when a run has copied a little and has many pages left. */
    private Finished during(Happening happening) {
        try (Running run = migration.start("sync")) {
            run.until(() -> destination.traffic().count(Kind.PUT, 200) >= 30);
            happening.happen(run);
            destination.mend();
            return run.await(Cli.PATIENCE);
        }
    }

    private static void awaitRetries(Running run, int atLeast) {
        run.until(() -> retries(run) >= atLeast);
    }

    private static long retries(Running run) {
        return run.err()
                .lines()
                .filter(line -> line.contains("Failed delivery"))
                .count();
    }

    private static void goAway() {
        postgres.goAway();
        away = true;
    }

    private static void comeBack() {
        postgres.comeBack();
        away = false;
    }

    private static Path dataDirectory() throws Exception {
        return Path.of(ask("SHOW data_directory"));
    }

    private static String ask(String sql) throws Exception {
        try (Connection connection = server.dataSource().getConnection();
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private interface Happening {
        void happen(Running run);
    }
}
