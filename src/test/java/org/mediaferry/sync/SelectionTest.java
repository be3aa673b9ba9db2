package org.mediaferry.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mediaferry.ledger.Only;

class SelectionTest {

    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void follows_the_checkpoint_unless_it_leaves_a_gap() {
        assertThat(Selection.ALL.followsCheckpoint()).isTrue();
        assertThat(new Selection(Only.LOCAL, NONE, 0, OptionalLong.of(5), Optional.empty()).followsCheckpoint())
                .isTrue();
        assertThat(new Selection(Only.ALL, NONE, 1, NONE, Optional.empty()).followsCheckpoint())
                .isFalse();
        assertThat(new Selection(Only.ALL, OptionalLong.of(0), 0, NONE, Optional.empty()).followsCheckpoint())
                .isFalse();
        assertThat(new Selection(Only.ALL, NONE, 0, NONE, Optional.of(Instant.EPOCH)).followsCheckpoint())
                .isFalse();
    }

    @Test
    void refuses_an_offset_below_zero() {
        assertThatThrownBy(() -> new Selection(Only.ALL, NONE, -1, NONE, Optional.empty()))
                .hasMessage("--offset must be 0 or more, was -1");
    }

    @Test
    void refuses_a_limit_of_nothing() {
        assertThatThrownBy(() -> new Selection(Only.ALL, NONE, 0, OptionalLong.of(0), Optional.empty()))
                .hasMessage("--limit must be 1 or more, was 0");
    }
}
