package org.mediaferry.harness;

import static org.awaitility.Awaitility.await;
import static org.mediaferry.harness.Faults.cut;
import static org.mediaferry.harness.Faults.holdUntil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;

/**
 * A point in the life of an object at which {@code kill -9} comes. The database must be the test's own, and no rule be in
 * force at the proxies of the migration.
 */
public enum Moment {
    /** The statement that selects a page is under way: it waits for a lock on the table. */
    READING_A_PAGE {
        @Override
        void reach(Migration migration, CompletableFuture<Running> run) {
            DatabaseSessions sessions = new DatabaseSessions(migration.server());
            Deque<Connection> lock = new ConcurrentLinkedDeque<>();
            // When copying has begun, or the run would not get beyond its first look at all tables
            migration.beforeSource().onRequest(Kind.GET, get -> lockOnce(sessions, lock));
            run.complete(migration.start("sync"));
            try {
                await().atMost(Cli.PATIENCE).until(() -> sessions.waitingForLock() > 0);
                run.join().kill();
            } finally {
                migration.beforeSource().mend();
                lock.forEach(DatabaseSessions::release);
            }
        }

        private synchronized void lockOnce(DatabaseSessions sessions, Deque<Connection> lock) {
            if (lock.isEmpty()) {
                lock.add(sessions.lock("media_attachments"));
            }
        }
    },
    /** As many objects as can be copied at once are being got, and more are queued. */
    IN_THE_QUEUE {
        @Override
        void reach(Migration migration, CompletableFuture<Running> run) {
            FaultProxy source = migration.beforeSource();
            CountDownLatch never = new CountDownLatch(1);
            source.on(Kind.GET).after(AFTER).then(holdUntil(never));
            run.complete(migration.start("sync"));
            await().atMost(Cli.PATIENCE).until(() -> source.traffic().inFlight() == migration.concurrency());
            run.join().kill();
            never.countDown();
        }
    },
    /** The source has answered, and the request for the put has come to the destination's door. */
    BETWEEN_GET_AND_PUT {
        @Override
        void reach(Migration migration, CompletableFuture<Running> run) {
            migration
                    .beforeDestination()
                    .on(Kind.PUT)
                    .after(AFTER)
                    .then(cut().after(() -> run.join().kill()));
            run.complete(migration.start("sync"));
        }
    },
    /** Half of the bytes are at the destination. */
    WHILE_PUTTING {
        @Override
        void reach(Migration migration, CompletableFuture<Running> run) {
            migration.beforeDestination().on(Kind.PUT).after(AFTER).then(call -> {
                call.forwardHalf();
                run.join().kill();
            });
            run.complete(migration.start("sync"));
        }
    },
    /** The destination has the object, and nobody knows. */
    BEFORE_THE_ANSWER_TO_A_PUT {
        @Override
        void reach(Migration migration, CompletableFuture<Running> run) {
            migration.beforeDestination().on(Kind.PUT).after(AFTER).then(call -> {
                Call.Answer answer = call.forward();
                run.join().kill();
                call.relay(answer);
            });
            run.complete(migration.start("sync"));
        }
    },
    /** Objects are copied, and their outcomes wait for the next commit. */
    BEFORE_THE_COMMIT {
        @Override
        void reach(Migration migration, CompletableFuture<Running> run) {
            Traffic puts = migration.beforeDestination().traffic();
            int before = puts.count(Kind.PUT, 200);
            migration.set("outcome.interval", "60s").set("outcome.batch-size", "10000");
            run.complete(migration.start("sync"));
            await().atMost(Cli.PATIENCE).until(() -> puts.count(Kind.PUT, 200) >= before + AFTER);
            run.join().kill();
        }
    },
    /** The ledger's log has just grown. */
    WHILE_COMMITTING {
        @Override
        void reach(Migration migration, CompletableFuture<Running> run) {
            Path log = migration.work().resolve("ledger.db-wal");
            migration.set("outcome.interval", "1ms").set("outcome.batch-size", "1");
            Traffic puts = migration.beforeDestination().traffic();
            int before = puts.count(Kind.PUT, 200);
            run.complete(migration.start("sync"));
            await().atMost(Cli.PATIENCE).until(() -> puts.count(Kind.PUT, 200) >= before + AFTER);
            long size = size(log);
            long deadline = System.nanoTime() + Cli.PATIENCE.toNanos();
            while (size(log) == size && run.join().isAlive() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            run.join().kill();
        }
    };

    /** How many requests go well before the moment that is waited for. */
    private static final int AFTER = 20;

    /**
     * Starts {@code sync}, and kills it in this moment. Rules at the proxies are lifted afterwards, settings are as they
     * were.
     *
     * @return the killed process; not so when the run came to its end before
     */
    public Finished kill(Migration migration) {
        CompletableFuture<Running> run = new CompletableFuture<>();
        Migration.Saved before = migration.save();
        migration.set("queue.size", "10").set("poll.page-size", "50");
        try {
            reach(migration, run);
            return run.join().await(Cli.PATIENCE);
        } finally {
            migration.beforeSource().mend();
            migration.beforeDestination().mend();
            before.restore();
        }
    }

    abstract void reach(Migration migration, CompletableFuture<Running> run);

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }
}
