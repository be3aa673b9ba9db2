package org.mediaferry.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerbatimEnvTest {

    @Test
    void a_value_is_all_that_stands_behind_the_first_equals_sign() {
        var variables = VerbatimEnv.parse("# A=1\r\nB=\"x\" # y\r\n\r\n C=a=b\\n$B \nNOVALUE\nB='z'");

        assertThat(variables.values())
                .containsExactly(new Variable("B", "'z'", 6, false), new Variable("C", "a=b\\n$B", 4, false));
    }
}
