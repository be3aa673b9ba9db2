package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.ledger.Samples.avatar;
import static org.mediaferry.ledger.Samples.batch;
import static org.mediaferry.ledger.Samples.copied;
import static org.mediaferry.ledger.Samples.dead;
import static org.mediaferry.ledger.Samples.remoteAvatar;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.outcome.Outcome;

/** The list of objects that must be private and were left out, and the measure of the last run. */
class LedgerLeftOutTest {

    @TempDir
    private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void what_was_left_out_is_listed_by_pages_and_tables() {
        ledger.commit(batch(leftOut(1), leftOut(2), leftOut(3)));

        List<LeftOutObject> first = ledger.leftOut(null, 0, 2);
        assertThat(first).extracting(entry -> entry.object()).containsExactly(avatar(1), avatar(2));
        assertThat(ledger.leftOut("accounts", first.get(1).sequence(), 10)).hasSize(1);
        assertThat(ledger.leftOut("backups", 0, 10)).isEmpty();
        assertThat(ledger.totals().leftOut()).isEqualTo(3);
    }

    @Test
    void another_outcome_takes_it_off_the_list_and_it_stands_on_no_other() {
        ledger.commit(batch(dead(1), leftOut(2), leftOut(3)));

        ledger.commit(batch(leftOut(1), copied(2), dead(3)));

        assertThat(ledger.leftOut(null, 0, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.object()).isEqualTo(avatar(1)));
        assertThat(ledger.deadLetters(DeadLetterFilter.all(), 0, 10)).hasSize(1);
    }

    @Test
    void a_job_that_begins_anew_forgets_its_own() {
        ledger.commit(batch(leftOut(1), new Outcome.LeftOut(remoteAvatar(2))));

        ledger.restart(List.of(new Job("accounts", Only.REMOTE)));
        assertThat(ledger.totals().leftOut()).isEqualTo(1);

        ledger.restart(List.of(new Job("accounts", Only.ALL)));
        assertThat(ledger.totals().leftOut()).isZero();
    }

    @Test
    void the_last_measure_counts() {
        assertThat(ledger.measure()).isEmpty();
        ledger.measured(new Measure(Instant.EPOCH, Duration.ofSeconds(10), 200, 1000));
        Measure last = new Measure(Instant.ofEpochSecond(5), Duration.ofMillis(2500), 1000, 5);

        ledger.measured(last);

        assertThat(ledger.measure()).contains(last);
        assertThat(last.objectsPerSecond()).isEqualTo(400);
    }

    private static Outcome leftOut(long id) {
        return new Outcome.LeftOut(avatar(id));
    }
}
