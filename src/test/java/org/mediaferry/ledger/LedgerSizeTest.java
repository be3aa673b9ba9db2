package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.ledger.Samples.ACCOUNTS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.outcome.Outcome;

class LedgerSizeTest {
    private static final int BATCH = 500;

    @TempDir
    Path directory;

    @Test
    void copied_objects_do_not_make_the_file_grow() throws IOException {
        try (Ledger ledger = Ledger.open(directory)) {
            copy(ledger, 0);
        }
        long before = Files.size(directory.resolve(Ledger.FILE_NAME));

        try (Ledger ledger = Ledger.open(directory)) {
            LongStream.rangeClosed(1, 100).forEach(number -> copy(ledger, number));

            assertThat(ledger.jobs().get(0).counters())
                    .containsExactly(new Counter(OutcomeKind.COPIED, true, 101 * BATCH, 101 * BATCH * 100));
        }

        assertThat(Files.size(directory.resolve(Ledger.FILE_NAME))).isEqualTo(before);
    }

    private static void copy(Ledger ledger, long number) {
        List<Outcome> outcomes = LongStream.range(number * BATCH, (number + 1) * BATCH)
                .mapToObj(Samples::copied)
                .toList();
        ledger.commit(new Batch(outcomes, List.of(), Map.of(ACCOUNTS, (number + 1) * BATCH - 1), Only.ALL));
    }
}
