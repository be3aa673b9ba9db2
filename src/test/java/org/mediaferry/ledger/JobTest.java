package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobTest {

    @ParameterizedTest(name = "{0} of accounts is {1}")
    @CsvSource({"ALL, accounts", "LOCAL, accounts:local", "REMOTE, accounts:remote"})
    void is_named_by_its_table_and_its_part(Only only, String expected) {
        assertThat(new Job("accounts", only).name()).isEqualTo(expected);
    }

    @Test
    void refuses_a_blank_table() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Job(" ", Only.ALL));
    }
}
