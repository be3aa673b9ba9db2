package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.ledger.Samples.ACCOUNTS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger holds after its process was killed at any moment. */
class LedgerKillTest {
    private final Random random = new Random();

    @TempDir
    Path directory;

    @Test
    void a_kill_leaves_whole_batches_and_all_that_was_committed() throws IOException, InterruptedException {
        for (int kills = 0; kills < 6; kills++) {
            long committed = commitAndKill();

            try (Ledger ledger = Ledger.open(directory)) {
                assertWhole(ledger, committed);
            }
        }
    }

    @RepeatedTest(5)
    void a_kill_while_the_ledger_is_created_leaves_one_that_opens() throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(CommitsForEver.class, directory)) {
            child.line();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(300_000)));
            child.kill();
        }

        try (Ledger ledger = Ledger.open(directory)) {
            assertWhole(ledger, 0);
        }
        assertThat(Files.exists(directory.resolve(Ledger.FILE_NAME))).isTrue();
    }

    /** Returns the last number that the process printed after its commit. */
    private long commitAndKill() throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(CommitsForEver.class, directory)) {
            child.line();
            int untilKill = 1 + random.nextInt(300);
            for (int i = 0; i < untilKill; i++) {
                child.line();
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(5_000)));
            child.kill();
            return lastWholeLine(child);
        }
    }

    private static long lastWholeLine(ChildJvm child) {
        long last = 0;
        for (String line = child.line(); line != null; line = child.line()) {
            last = Math.max(last, Long.parseLong(line));
        }
        return last;
    }

    /** Nothing but whole batches, and at least so many. */
    static void assertWhole(Ledger ledger, long committed) {
        long batches = Math.max(0, ledger.mark(ACCOUNTS));
        Totals totals = ledger.totals();
        long copied = ledger.jobs().stream()
                .flatMap(job -> job.counters().stream())
                .filter(counter -> counter.kind() == OutcomeKind.COPIED)
                .mapToLong(Counter::objects)
                .sum();

        assertThat(batches).isGreaterThanOrEqualTo(committed);
        assertThat(totals.missingMandatory()).isEqualTo(batches);
        assertThat(totals.allDeadLetters()).isEqualTo(batches);
        assertThat(copied).isEqualTo(batches * CommitsForEver.COPIED_IN_A_BATCH);
    }
}
