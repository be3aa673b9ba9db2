package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mediaferry.ledger.Samples.ACCOUNTS;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.outcome.Outcome;

/** A limit of pages stands for the disk's: SQLite reports both alike, and rolls back by itself. */
class LedgerFullDiskTest {
    private static final long BATCH = 500;

    @TempDir
    Path directory;

    private SqliteFile file;
    private Ledger ledger;

    @BeforeEach
    void open_with_little_room() {
        file = SqliteFile.open(directory.resolve(Ledger.FILE_NAME));
        Schema.prepare(file);
        ledger = new Ledger(file, Clock.systemUTC());
        limitPages(300);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void a_full_disk_is_said_and_leaves_whole_batches() {
        long committed = commitUntilFull();

        assertThatThrownBy(() -> ledger.commit(dead(committed)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("no space is left");
        assertThat(committed).isPositive();
        assertThat(ledger.totals().allDeadLetters()).isEqualTo(committed * BATCH);
        assertThat(ledger.mark(ACCOUNTS)).isEqualTo(committed * BATCH - 1);
    }

    @Test
    void goes_on_when_there_is_room_again() {
        long committed = commitUntilFull();
        limitPages(100_000);

        ledger.commit(dead(committed));

        assertThat(ledger.totals().allDeadLetters()).isEqualTo((committed + 1) * BATCH);
    }

    private long commitUntilFull() {
        for (long number = 0; ; number++) {
            try {
                ledger.commit(dead(number));
            } catch (LedgerException e) {
                return number;
            }
        }
    }

    private static Batch dead(long number) {
        List<Outcome> outcomes = LongStream.range(number * BATCH, (number + 1) * BATCH)
                .mapToObj(Samples::dead)
                .toList();
        return new Batch(outcomes, List.of(), Map.of(ACCOUNTS, (number + 1) * BATCH - 1), Only.ALL);
    }

    private void limitPages(int pages) {
        file.number("PRAGMA max_page_count = " + pages);
    }
}
