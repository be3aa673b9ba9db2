package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.ledger.Samples.ACCOUNTS;
import static org.mediaferry.ledger.Samples.avatar;
import static org.mediaferry.ledger.Samples.batch;
import static org.mediaferry.ledger.Samples.copied;
import static org.mediaferry.ledger.Samples.dead;
import static org.mediaferry.ledger.Samples.mark;
import static org.mediaferry.ledger.Samples.missing;
import static org.mediaferry.ledger.Samples.remoteAvatar;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.outcome.Outcome;

class LedgerJobsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final Job LOCAL = new Job("accounts", Only.LOCAL);

    @TempDir
    Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(directory, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void a_new_job_has_the_smallest_mark() {
        assertThat(ledger.mark(ACCOUNTS)).isEqualTo(Long.MIN_VALUE);
        assertThat(ledger.jobs()).isEmpty();
    }

    @Test
    void a_mark_outlives_the_process() {
        ledger.commit(mark(ACCOUNTS, 104530971904218116L));
        ledger.close();

        ledger = Ledger.open(directory);

        assertThat(ledger.mark(ACCOUNTS)).isEqualTo(104530971904218116L);
        assertThat(ledger.mark(LOCAL)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void a_mark_never_goes_back() {
        ledger.commit(mark(ACCOUNTS, -99));
        ledger.commit(mark(ACCOUNTS, 7));

        ledger.commit(mark(ACCOUNTS, 6));

        assertThat(ledger.mark(ACCOUNTS)).isEqualTo(7);
    }

    @Test
    void outcomes_alone_do_not_move_a_mark() {
        ledger.commit(mark(ACCOUNTS, 7));

        ledger.commit(batch(copied(8)));

        assertThat(ledger.mark(ACCOUNTS)).isEqualTo(7);
    }

    @Test
    void counts_by_kind_and_mandatory() {
        ledger.commit(batch(copied(1), copied(2), missing(3), new Outcome.Missing(remoteAvatar(4), null), dead(5)));
        ledger.commit(batch(copied(6), new Outcome.AlreadyThere(avatar(7)), new Outcome.Obsolete(remoteAvatar(8))));

        JobState state = ledger.jobs().get(0);

        assertThat(state.job()).isEqualTo(ACCOUNTS);
        assertThat(state.updated()).isEqualTo(NOW);
        assertThat(state.counters())
                .containsExactly(
                        new Counter(OutcomeKind.ALREADY_THERE, true, 1, 100),
                        new Counter(OutcomeKind.COPIED, true, 3, 300),
                        new Counter(OutcomeKind.DEAD_LETTER, true, 1, 100),
                        new Counter(OutcomeKind.MISSING, true, 1, 100),
                        new Counter(OutcomeKind.MISSING, false, 1, 0),
                        new Counter(OutcomeKind.OBSOLETE, false, 1, 0));
    }

    @Test
    void a_part_of_a_table_counts_for_itself() {
        ledger.commit(new Batch(List.of(copied(1)), List.of(), Map.of(LOCAL, 1L), Only.LOCAL));

        assertThat(ledger.jobs()).extracting(JobState::job).containsExactly(LOCAL);
        assertThat(ledger.mark(LOCAL)).isEqualTo(1);
    }

    @Test
    void a_job_started_again_is_not_finished() {
        Instant first = NOW.minusSeconds(60);
        ledger.started(ACCOUNTS, first);
        ledger.finished(ACCOUNTS, NOW, List.of());
        JobState finished = ledger.jobs().get(0);

        ledger.started(ACCOUNTS, NOW);

        assertThat(finished.started()).isEqualTo(first);
        assertThat(finished.finished()).isEqualTo(NOW);
        assertThat(ledger.jobs().get(0).started()).isEqualTo(NOW);
        assertThat(ledger.jobs().get(0).finished()).isNull();
    }

    @Test
    void the_last_rows_that_were_seen_are_remembered_until_a_restart() {
        ledger.finished(ACCOUNTS, NOW, List.of(1L, 2L));
        ledger.finished(ACCOUNTS, NOW, List.of(-99L, 2L, Long.MAX_VALUE));
        ledger.finished(LOCAL, NOW, List.of(5L));

        ledger.started(ACCOUNTS, NOW);
        assertThat(ledger.lastSeen(ACCOUNTS)).containsExactly(-99L, 2L, Long.MAX_VALUE);

        ledger.restart(List.of(ACCOUNTS));
        assertThat(ledger.lastSeen(ACCOUNTS)).isEmpty();
        assertThat(ledger.lastSeen(LOCAL)).containsExactly(5L);
    }

    @Test
    void a_start_keeps_the_mark() {
        ledger.commit(mark(ACCOUNTS, 7));

        ledger.started(ACCOUNTS, NOW);

        assertThat(ledger.mark(ACCOUNTS)).isEqualTo(7);
    }

    @Test
    void a_restart_forgets_all_but_dead_letters_of_these_jobs() {
        Job emojis = new Job("custom_emojis", Only.ALL);
        OddRow odd = new OddRow("accounts", 9, "blank name");
        ledger.commit(new Batch(
                List.of(copied(1), missing(2), dead(3)), List.of(odd), Map.of(ACCOUNTS, 3L, emojis, 4L), Only.ALL));

        ledger.restart(List.of(ACCOUNTS));

        assertThat(ledger.jobs()).extracting(JobState::job).containsExactly(emojis);
        assertThat(ledger.mark(ACCOUNTS)).isEqualTo(Long.MIN_VALUE);
        assertThat(ledger.missing(MissingFilter.all(), 0, 10)).isEmpty();
        assertThat(ledger.oddRows(0, 10)).isEmpty();
        assertThat(ledger.deadLetters(DeadLetterFilter.all(), 0, 10)).hasSize(1);
    }

    @Test
    void a_restart_of_a_part_forgets_its_missing_objects_only() {
        Outcome remote = new Outcome.Missing(remoteAvatar(2), null);
        ledger.commit(new Batch(List.of(missing(1)), List.of(), Map.of(), Only.LOCAL));
        ledger.commit(new Batch(List.of(remote), List.of(), Map.of(), Only.REMOTE));

        ledger.restart(List.of(LOCAL));

        assertThat(ledger.missing(MissingFilter.all(), 0, 10))
                .extracting(MissingObject::object)
                .containsExactly(remoteAvatar(2));
    }

    @Test
    void a_mark_may_go_back_after_a_restart() {
        ledger.commit(mark(ACCOUNTS, 7));
        ledger.restart(List.of(ACCOUNTS));

        ledger.commit(mark(ACCOUNTS, 3));

        assertThat(ledger.mark(ACCOUNTS)).isEqualTo(3);
    }
}
