package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mediaferry.ledger.Samples.avatar;
import static org.mediaferry.ledger.Samples.batch;
import static org.mediaferry.ledger.Samples.copied;
import static org.mediaferry.ledger.Samples.dead;
import static org.mediaferry.ledger.Samples.missing;
import static org.mediaferry.ledger.Samples.remoteAvatar;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;

class LedgerListsTest {

    @TempDir
    Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    static List<Outcome> settled() {
        return List.of(
                copied(7), new Outcome.AlreadyThere(avatar(7)), new Outcome.Obsolete(avatar(7, "another/key.png")));
    }

    @ParameterizedTest
    @MethodSource("settled")
    void a_settled_object_stands_on_no_list(Outcome outcome) {
        ledger.commit(batch(missing(7), missing(8)));
        ledger.commit(batch(dead(7), dead(9)));

        ledger.commit(batch(outcome));

        assertThat(missingIds()).containsExactly(8L);
        assertThat(deadIds()).containsExactly(9L);
    }

    @ParameterizedTest
    @MethodSource("settled")
    void the_last_outcome_within_a_batch_decides(Outcome outcome) {
        ledger.commit(batch(dead(7), missing(7), outcome, outcome, copied(8), dead(8)));

        assertThat(missingIds()).isEmpty();
        assertThat(deadIds()).containsExactly(8L);
    }

    @Test
    void an_object_stands_on_one_list_at_most() {
        ledger.commit(batch(dead(7), missing(8)));

        ledger.commit(batch(missing(7), dead(8)));

        assertThat(missingIds()).containsExactly(7L);
        assertThat(deadIds()).containsExactly(8L);
    }

    @Test
    void another_style_of_the_same_row_is_another_object() {
        ledger.commit(batch(new Outcome.Missing(remoteAvatar(7), null), dead(remoteAvatar(8), Reason.DENIED)));

        ledger.commit(batch(copied(7), copied(8)));

        assertThat(missingIds()).containsExactly(7L);
        assertThat(deadIds()).containsExactly(8L);
    }

    @Test
    void a_missing_object_is_given_back_whole() {
        MediaObject negative = avatar(-99, "accounts/avatars/000/000/original/üñ😀 [x].png");
        ledger.commit(
                batch(new Outcome.Missing(negative, null), new Outcome.Missing(remoteAvatar(Long.MAX_VALUE), null)));

        assertThat(ledger.missing(MissingFilter.all(), 0, 10))
                .extracting(MissingObject::object)
                .containsExactly(negative, remoteAvatar(Long.MAX_VALUE));
    }

    @Test
    void a_dead_letter_is_given_back_whole() {
        MediaObject object = avatar(-99, "a b%+?#\n\"😀'.png");

        ledger.commit(batch(new Outcome.DeadLetter(object, Reason.INVALID_KEY, "X: 'no' \"such\"\nCaused by: Y", 1)));

        DeadLetter letter = ledger.deadLetters(DeadLetterFilter.all(), 0, 10).get(0);
        assertThat(letter.object()).isEqualTo(object);
        assertThat(letter.reason()).isEqualTo(Reason.INVALID_KEY);
        assertThat(letter.cause()).isEqualTo("X: 'no' \"such\"\nCaused by: Y");
        assertThat(letter.tries()).isEqualTo(1);
        assertThat(letter.firstAt()).isEqualTo(letter.lastAt());
    }

    @Test
    void a_letter_that_fails_again_keeps_its_place_and_adds_its_tries() {
        ledger.commit(batch(dead(1), dead(2)));
        long last = ledger.lastDeadLetter();

        ledger.commit(batch(dead(avatar(1, "new/key.png"), Reason.DENIED)));

        DeadLetter again = ledger.deadLetters(DeadLetterFilter.all(), 0, 10).get(0);
        assertThat(again.object()).isEqualTo(avatar(1, "new/key.png"));
        assertThat(again.reason()).isEqualTo(Reason.DENIED);
        assertThat(again.tries()).isEqualTo(10);
        assertThat(ledger.lastDeadLetter()).isEqualTo(last);
    }

    @Test
    void a_replay_never_meets_what_died_after_its_begin() {
        ledger.commit(batch(dead(1), dead(2)));
        long end = ledger.lastDeadLetter();

        ledger.commit(batch(copied(1), copied(2)));
        ledger.commit(batch(dead(1), dead(2)));

        assertThat(ledger.deadLetters(DeadLetterFilter.all(), end, 10)).hasSize(2);
        assertThat(ledger.deadLetters(DeadLetterFilter.all(), 0, 10))
                .allSatisfy(letter -> assertThat(letter.sequence()).isGreaterThan(end));
    }

    @Test
    void no_dead_letter_has_the_sequence_0() {
        assertThat(ledger.lastDeadLetter()).isZero();
    }

    @Test
    void lists_come_in_pages() {
        Outcome[] outcomes =
                LongStream.rangeClosed(1, 5).mapToObj(Samples::dead).toArray(Outcome[]::new);
        ledger.commit(batch(outcomes));

        List<DeadLetter> first = ledger.deadLetters(DeadLetterFilter.all(), 0, 3);
        List<DeadLetter> second =
                ledger.deadLetters(DeadLetterFilter.all(), first.get(2).sequence(), 3);

        assertThat(first).extracting(letter -> letter.object().id()).containsExactly(1L, 2L, 3L);
        assertThat(second).extracting(letter -> letter.object().id()).containsExactly(4L, 5L);
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.oddRows(0, 0));
    }

    @Test
    void filters_dead_letters_by_reason_and_table() {
        ledger.commit(batch(dead(1), dead(avatar(2), Reason.TOO_LARGE)));

        assertThat(ids(new DeadLetterFilter(Reason.TOO_LARGE, "accounts", null)))
                .containsExactly(2L);
        assertThat(ids(new DeadLetterFilter(null, "backups", null))).isEmpty();
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "a/*, a/b/c.png, true",
        "*.png, a/b/c.png, true",
        "a/?/c.png, a/b/c.png, true",
        "a/?/c.png, a/😀/c.png, true",
        "a/?/c.png, a/bb/c.png, false",
        "a, a/b, false",
        "A/*, a/b, false",
        "[ab], a, false",
        "[ab], [ab], true",
        "[[]*], [[]x], true",
        "a%, ab, false",
        "a_, ab, false",
        "\\*, \\x, true",
        "^[^a], ^[^a], true"
    })
    void a_key_glob_knows_only_star_and_question_mark(String glob, String key, boolean expected) {
        ledger.commit(batch(dead(avatar(1, key), Reason.OTHER), new Outcome.Missing(avatar(2, key), null)));

        assertThat(ids(new DeadLetterFilter(null, null, glob))).hasSize(expected ? 1 : 0);
        assertThat(ledger.missing(new MissingFilter(null, null, glob), 0, 10)).hasSize(expected ? 1 : 0);
    }

    @Test
    void filters_missing_objects_by_loss() {
        ledger.commit(batch(missing(1), new Outcome.Missing(remoteAvatar(2), null)));

        assertThat(ledger.missing(new MissingFilter("accounts", true, null), 0, 10))
                .extracting(missing -> missing.object().id())
                .containsExactly(1L);
        assertThat(ledger.missing(new MissingFilter("accounts", false, null), 0, 10))
                .extracting(missing -> missing.object().id())
                .containsExactly(2L);
    }

    @Test
    void an_odd_row_seen_twice_is_listed_once() {
        OddRow odd = new OddRow("accounts", 9, "avatar_file_size is -1");
        OddRow alsoOdd = new OddRow("accounts", 9, "avatar_file_name is blank");
        Batch batch = new Batch(List.of(), List.of(odd, alsoOdd, odd), Map.of(), Only.ALL);

        ledger.commit(batch);
        ledger.commit(batch);

        assertThat(ledger.oddRows(0, 10)).extracting(OddRowEntry::row).containsExactly(odd, alsoOdd);
    }

    @Test
    void totals_are_the_lengths_of_the_lists() {
        OddRow odd = new OddRow("accounts", 9, "odd");
        ledger.commit(new Batch(
                List.of(missing(1), new Outcome.Missing(remoteAvatar(2), null), dead(3), dead(4)),
                List.of(odd),
                Map.of(),
                Only.ALL));

        Totals totals = ledger.totals();

        assertThat(totals).isEqualTo(new Totals(1, 1, Map.of(Reason.TRANSIENT, 2L), 1, 0));
        assertThat(totals.allDeadLetters()).isEqualTo(2);
    }

    @Test
    void a_batch_that_cannot_be_written_leaves_nothing() {
        Outcome broken = new Outcome.DeadLetter(avatar(2), Reason.OTHER, null, 1);

        assertThatThrownBy(() -> ledger.commit(batch(copied(1), dead(3), broken)))
                .isInstanceOf(LedgerException.class);
        ledger.commit(batch(missing(4), dead(5)));

        assertThat(deadIds()).containsExactly(5L);
        assertThat(ledger.jobs().get(0).counters())
                .containsExactly(
                        new Counter(OutcomeKind.DEAD_LETTER, true, 1, 100),
                        new Counter(OutcomeKind.MISSING, true, 1, 100));
    }

    private List<Long> missingIds() {
        return ledger.missing(MissingFilter.all(), 0, 10).stream()
                .map(missing -> missing.object().id())
                .toList();
    }

    private List<Long> deadIds() {
        return ids(DeadLetterFilter.all());
    }

    private List<Long> ids(DeadLetterFilter filter) {
        return ledger.deadLetters(filter, 0, 10).stream()
                .map(letter -> letter.object().id())
                .toList();
    }
}
