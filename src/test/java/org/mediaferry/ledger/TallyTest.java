package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.ledger.Samples.avatar;
import static org.mediaferry.ledger.Samples.copied;
import static org.mediaferry.ledger.Samples.dead;
import static org.mediaferry.ledger.Samples.missing;
import static org.mediaferry.ledger.Samples.remoteAvatar;

import org.junit.jupiter.api.Test;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.ledger.Tally.Kind;
import org.mediaferry.outcome.Outcome;

class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void counts_each_outcome_under_its_kind() {
        tally.add(copied(1));
        tally.add(new Outcome.AlreadyThere(avatar(2)));
        tally.add(missing(3));
        tally.add(new Outcome.Missing(remoteAvatar(4), null));
        tally.add(new Outcome.Obsolete(avatar(5)));
        tally.add(dead(6));

        assertThat(tally.of(Kind.COPIED)).isEqualTo(1);
        assertThat(tally.of(Kind.ALREADY_THERE)).isEqualTo(1);
        assertThat(tally.of(Kind.MISSING)).isEqualTo(1);
        assertThat(tally.of(Kind.MISSING_OPTIONAL)).isEqualTo(1);
        assertThat(tally.of(Kind.OBSOLETE)).isEqualTo(1);
        assertThat(tally.of(Kind.DEAD_LETTER)).isEqualTo(1);
        assertThat(tally.of(Kind.PRIVATE)).isZero();
        assertThat(tally.objects()).isEqualTo(6);
    }

    @Test
    void counts_the_bytes_that_were_copied_and_no_others() {
        tally.add(new Outcome.Copied(avatar(1), 30));
        tally.add(new Outcome.Copied(avatar(2), 12));
        tally.add(new Outcome.AlreadyThere(avatar(3)));

        assertThat(tally.bytes()).isEqualTo(42);
    }

    @Test
    void counts_a_private_copy_as_one_object() {
        MediaObject hidden = new MediaObject("backups", 1, "dump", "original", "b.zip", "private", true, 1L, false);

        tally.add(new Outcome.Copied(hidden, 1));
        tally.add(new Outcome.Missing(hidden, null));

        assertThat(tally.of(Kind.PRIVATE)).isEqualTo(1);
        assertThat(tally.objects()).isEqualTo(2);
    }

    @Test
    void counts_what_was_replaced_among_the_copied_and_what_was_kept_among_those_already_there() {
        tally.add(new Outcome.Copied(avatar(1), 1, true));
        tally.add(new Outcome.Copied(avatar(2), 1));
        tally.add(new Outcome.AlreadyThere(avatar(3), true));
        tally.add(new Outcome.AlreadyThere(avatar(4)));

        assertThat(tally.of(Kind.COPIED)).isEqualTo(2);
        assertThat(tally.of(Kind.REPLACED)).isEqualTo(1);
        assertThat(tally.of(Kind.ALREADY_THERE)).isEqualTo(2);
        assertThat(tally.of(Kind.KEPT)).isEqualTo(1);
        assertThat(tally.objects()).isEqualTo(4);
    }

    @Test
    void adds_up_and_leaves_both_parts_as_they_were() {
        tally.add(copied(1));
        tally.addPage(10, 3, 1);
        Tally other = new Tally();
        other.add(copied(2));
        other.addPage(5, 2, 0);

        Tally sum = tally.plus(other);

        assertThat(sum.of(Kind.COPIED)).isEqualTo(2);
        assertThat(sum.bytes()).isEqualTo(200);
        assertThat(sum.rows()).isEqualTo(15);
        assertThat(sum.queued()).isEqualTo(5);
        assertThat(sum.oddRows()).isEqualTo(1);
        assertThat(tally.rows()).isEqualTo(10);
        assertThat(other.rows()).isEqualTo(5);
    }
}
