package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mediaferry.ledger.Samples.ACCOUNTS;
import static org.mediaferry.ledger.Samples.avatar;
import static org.mediaferry.ledger.Samples.copied;
import static org.mediaferry.ledger.Samples.dead;
import static org.mediaferry.ledger.Samples.missing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.catalog.Page;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.OutcomeGroup;

class ProgressTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final List<Batch> committed = new ArrayList<>();
    private final Progress progress = new Progress(Only.ALL, true);

    @Test
    void moves_the_mark_past_rows_that_all_have_an_outcome() {
        begin(0, page(0, 3, 1, 2, 3));

        assertThat(marksAfter(copied(3))).isEqualTo(Map.of(ACCOUNTS, 0L));
        assertThat(marksAfter(missing(1))).isEqualTo(Map.of(ACCOUNTS, 1L));
        assertThat(marksAfter(dead(2))).isEqualTo(Map.of(ACCOUNTS, 3L));
    }

    @Test
    void moves_the_mark_past_pages_without_objects() {
        begin(0, page(0, 500));

        assertThat(marksAfter()).isEqualTo(Map.of(ACCOUNTS, 500L));
    }

    @Test
    void commits_no_mark_of_a_table_that_has_none_yet() {
        progress.begin("accounts", Long.MIN_VALUE);

        assertThat(marksAfter()).isEmpty();
    }

    @Test
    void commits_no_mark_when_it_keeps_no_checkpoints() {
        Progress gaps = new Progress(Only.ALL, false);
        gaps.begin("accounts", 5);
        gaps.open(page(5, 9, 6, 9));

        gaps.close(List.of(copied(6), copied(9)), committed::add);

        assertThat(committed)
                .singleElement()
                .satisfies(batch -> assertThat(batch.marks()).isEmpty());
    }

    @Test
    void moves_no_mark_for_what_is_queued_again() {
        Progress replay = new Progress(Only.ALL, true);

        replay.openAgain(List.of(avatar(7)));
        replay.close(List.of(copied(7)), committed::add);

        assertThat(committed)
                .singleElement()
                .satisfies(batch -> assertThat(batch.marks()).isEmpty());
        assertThat(replay.total().queued()).isEqualTo(1);
    }

    @Test
    void leaves_the_objects_open_when_the_commit_fails() throws InterruptedException {
        begin(0, page(0, 2, 1, 2));

        assertThatThrownBy(() -> progress.close(List.of(dead(1), copied(2)), ProgressTest::diskFull))
                .hasMessage("disk full");

        assertThat(progress.awaitIdle(AT_ONCE)).isFalse();
        assertThat(progress.total().objects()).isZero();
        assertThat(marksAfter()).isEqualTo(Map.of(ACCOUNTS, 0L));
    }

    @Test
    void opens_nothing_by_a_failed_commit_that_was_not_open() throws InterruptedException {
        begin(0, page(0, 1, 1));
        progress.close(List.of(copied(1)), committed::add);

        assertThatThrownBy(() -> progress.close(List.of(copied(1)), ProgressTest::diskFull))
                .hasMessage("disk full");

        assertThat(progress.awaitIdle(AT_ONCE)).isTrue();
        assertThat(marksAfter()).isEqualTo(Map.of(ACCOUNTS, 1L));
    }

    @Test
    void hands_odd_rows_over_once_and_again_only_when_the_commit_failed() {
        OddRow odd = new OddRow("accounts", 1, "no name");
        begin(0, new Page("accounts", 0, 1, 1, List.of(), List.of(odd)));

        assertThatThrownBy(() -> progress.close(List.of(), ProgressTest::diskFull))
                .hasMessage("disk full");
        marksAfter();
        marksAfter();

        assertThat(committed).extracting(Batch::oddRows).containsExactly(List.of(odd), List.of());
    }

    @Test
    void shows_nobody_an_object_closed_before_the_commit_has_returned() throws Exception {
        begin(0, page(0, 1, 1));
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);

        var commit = CompletableFuture.runAsync(() -> progress.close(List.of(copied(1)), batch -> {
            committing.countDown();
            awaitLatch(mayReturn);
        }));
        committing.await();
        var idle = CompletableFuture.supplyAsync(this::awaitIdle);
        var total = CompletableFuture.supplyAsync(() -> progress.total().objects());

        assertThat(idle).isNotDone();
        assertThat(total).isNotDone();
        mayReturn.countDown();
        assertThat(idle.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(total.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        commit.get(10, TimeUnit.SECONDS);
    }

    @Test
    void waits_no_longer_than_it_is_told() throws InterruptedException {
        begin(0, page(0, 1, 1));

        assertThat(progress.awaitIdle(AT_ONCE)).isFalse();
        assertThat(progress.awaitIdle(Duration.ofMillis(5))).isFalse();
    }

    @Test
    void counts_a_page_when_it_is_queued_and_not_when_it_is_opened() {
        Page page = page(0, 3, 1, 3);
        begin(0, page);
        progress.open(page);
        progress.queued(page);

        Tally tally = progress.tallies().get("accounts");

        assertThat(tally.rows()).isEqualTo(3);
        assertThat(tally.queued()).isEqualTo(2);
    }

    @Test
    void gives_away_tallies_that_do_not_change_any_more() {
        begin(0, page(0, 1, 1));
        Tally before = progress.tallies().get("accounts");

        progress.close(List.of(copied(1)), committed::add);

        assertThat(before.objects()).isZero();
        assertThat(progress.total().objects()).isEqualTo(1);
    }

    @Test
    void recorder_commits_into_the_ledger_and_moves_its_mark(@org.junit.jupiter.api.io.TempDir java.nio.file.Path dir) {
        try (Ledger ledger = Ledger.open(dir)) {
            Recorder recorder = new Recorder(ledger, progress);
            begin(0, page(0, 2, 1, 2));

            recorder.record(new OutcomeGroup(List.of(copied(1), dead(2))));
            progress.open(page(2, 90));
            recorder.checkpoint();

            assertThat(ledger.mark(ACCOUNTS)).isEqualTo(90);
            assertThat(ledger.totals().allDeadLetters()).isEqualTo(1);
        }
    }

    @Test
    void recorder_knows_what_is_on_its_way(@org.junit.jupiter.api.io.TempDir java.nio.file.Path dir) {
        try (Ledger ledger = Ledger.open(dir)) {
            Recorder recorder = new Recorder(ledger, progress);
            begin(0, page(0, 3, 1, 2, 3));

            recorder.told();
            recorder.told();
            recorder.record(new OutcomeGroup(List.of(copied(1))));
            assertThat(recorder.hasAll()).isFalse();
            recorder.record(new OutcomeGroup(List.of(copied(2))));
            assertThat(recorder.hasAll()).isTrue();

            recorder.told();
            recorder.giveUpRest();
            assertThat(recorder.hasAll()).isTrue();
        }
    }

    private void begin(long mark, Page page) {
        progress.begin("accounts", mark);
        progress.open(page);
    }

    private Map<Job, Long> marksAfter(Outcome... outcomes) {
        progress.close(List.of(outcomes), committed::add);
        return committed.get(committed.size() - 1).marks();
    }

    private boolean awaitIdle() {
        try {
            return progress.awaitIdle(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void diskFull(Batch batch) {
        throw new LedgerException("disk full", null);
    }

    private static Page page(long after, long last, long... ids) {
        return new Page(
                "accounts",
                after,
                last,
                (int) (last - after),
                LongStream.of(ids).mapToObj(Samples::avatar).toList(),
                List.of());
    }
}
