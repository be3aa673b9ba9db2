package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdPartitionTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "0, 000/000/000",
        "1, 000/000/001",
        "1234, 000/001/234",
        "999999999, 999/999/999",
        "1000000000, 001/000/000/000",
        "1234567890, 001/234/567/890",
        "12345678901, 012/345/678/901",
        "123456789012, 123/456/789/012",
        "999999999999, 999/999/999/999",
        "104530971904218116, 104/530/971/904/218/116"
    })
    void groups_the_id_in_threes(long id, String expected) {
        assertThat(IdPartition.of(id)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "1234567890123, 123/456/789/012",
        "12345678901234, 123/456/789/012",
        "123456789012345, 123/456/789/012/345",
        "1234567890123456, 123/456/789/012/345",
        "12345678901234567, 123/456/789/012/345",
        "1045309719042181160, 104/530/971/904/218/116",
        "9223372036854775807, 922/337/203/685/477/580"
    })
    void drops_what_does_not_fill_the_last_group(long id, String expected) {
        assertThat(IdPartition.of(id)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "-99, 000/000",
        "-1, 000/000",
        "-100, 000/001",
        "-12345678, 123/456",
        "-123456789, 123/456/789",
        "-1234567890, 123/456/789",
        "-9223372036854775808, 922/337/203/685/477/580"
    })
    void a_minus_sign_takes_a_place_of_the_padding_and_no_group(long id, String expected) {
        assertThat(IdPartition.of(id)).isEqualTo(expected);
    }
}
