package org.mediaferry.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.ledger.Batch;
import org.mediaferry.ledger.DeadLetterFilter;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.ledger.Only;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;

class ReplayTest {

    private Ledger ledger;

    @BeforeEach
    void open(@TempDir Path directory) {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void ends_at_once_when_there_are_no_dead_letters() {
        Replay replay = new Replay(ledger, DeadLetterFilter.all());

        assertThat(replay.nextPage()).isEmpty();
        replay.moved();

        assertThat(replay.ended()).isDone();
    }

    @Test
    void gives_the_same_page_until_it_is_queued() {
        fail(1, 2);
        Replay replay = new Replay(ledger, DeadLetterFilter.all());

        assertThat(replay.nextPage()).isEqualTo(Pages.objects(1, 2));
        assertThat(replay.nextPage()).isEqualTo(Pages.objects(1, 2));
        replay.moved();

        assertThat(replay.ended()).isNotDone();
        assertThat(replay.nextPage()).isEmpty();
    }

    @Test
    void ends_although_every_object_fails_again() {
        fail(1, 2);
        Replay replay = new Replay(ledger, DeadLetterFilter.all());

        replay.nextPage();
        fail(1, 2);
        replay.moved();

        assertThat(replay.nextPage()).isEmpty();
        replay.moved();
        assertThat(replay.ended()).isDone();
    }

    @Test
    void leaves_out_what_became_a_dead_letter_after_it_began() {
        fail(1);
        Replay replay = new Replay(ledger, DeadLetterFilter.all());
        fail(2);

        assertThat(replay.nextPage()).isEqualTo(Pages.objects(1));
        replay.moved();
        assertThat(replay.nextPage()).isEmpty();
    }

    @Test
    void reads_more_than_a_page_each_letter_once() {
        long[] ids = LongStream.rangeClosed(1, 2500).toArray();
        fail(ids);
        Replay replay = new Replay(ledger, DeadLetterFilter.all());

        List<MediaObject> seen = new java.util.ArrayList<>();
        while (!replay.ended().isDone()) {
            seen.addAll(replay.nextPage());
            replay.moved();
        }

        assertThat(seen).isEqualTo(Pages.objects(ids));
    }

    @Test
    void takes_only_what_the_filter_wants() {
        fail(1, 2);

        assertThat(new Replay(ledger, new DeadLetterFilter(Reason.DENIED, null, null)).nextPage())
                .isEmpty();
        assertThat(new Replay(ledger, new DeadLetterFilter(null, null, "2.*")).nextPage())
                .isEqualTo(Pages.objects(2));
    }

    private void fail(long... ids) {
        List<Outcome> letters = Pages.objects(ids).stream()
                .map(object -> (Outcome) new Outcome.DeadLetter(object, Reason.TRANSIENT, "reset", 6))
                .toList();
        ledger.commit(new Batch(letters, List.of(), Map.of(), Only.ALL));
    }
}
