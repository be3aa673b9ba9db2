package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.ledger.LedgerKillTest.assertWhole;
import static org.mediaferry.ledger.Samples.ACCOUNTS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger holds when power fails while its log is written: the end of the log is short, or is not what was written. */
class LedgerTornLogTest {
    private static final int BATCHES = 40;
    private static final int TEARS = 60;
    private static final String LOG = Ledger.FILE_NAME + "-wal";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    Path directory;

    private byte[] file;
    private byte[] log;

    @BeforeEach
    void write_batches_and_keep_the_files_as_they_are_then() throws IOException {
        Path written = Files.createDirectory(directory.resolve("written"));
        try (Ledger ledger = Ledger.open(written)) {
            for (long number = 1; number <= BATCHES; number++) {
                ledger.commit(CommitsForEver.batch(number));
            }
            file = Files.readAllBytes(written.resolve(Ledger.FILE_NAME));
            log = Files.readAllBytes(written.resolve(LOG));
        }
    }

    @Test
    void a_log_that_is_cut_anywhere_leaves_whole_batches() throws IOException {
        for (int i = 0; i < TEARS; i++) {
            int length = random.nextInt(log.length);
            assertWholeWith(Arrays.copyOf(log, length), "cut at " + length);
        }
    }

    @Test
    void a_log_whose_end_was_not_written_leaves_whole_batches() throws IOException {
        for (int i = 0; i < TEARS; i++) {
            byte[] torn = log.clone();
            int from = random.nextInt(torn.length);
            byte[] rubbish = new byte[Math.min(512, torn.length - from)];
            random.nextBytes(rubbish);
            System.arraycopy(rubbish, 0, torn, from, rubbish.length);
            assertWholeWith(torn, "other bytes from " + from);
        }
    }

    @Test
    void a_whole_log_holds_all() throws IOException {
        assertThat(assertWholeWith(log, "whole")).isEqualTo(BATCHES);
    }

    private long assertWholeWith(byte[] tornLog, String how) throws IOException {
        Path found = Files.createTempDirectory(directory, "found-");
        Files.write(found.resolve(Ledger.FILE_NAME), file);
        Files.write(found.resolve(LOG), tornLog);
        try (Ledger ledger = Ledger.open(found)) {
            assertWhole(ledger, 0);
            return ledger.mark(ACCOUNTS);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(how + ", seed " + seed, e);
        }
    }
}
