package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class ETagTest {

    private static final String OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

    @ParameterizedTest
    @ValueSource(strings = {OF_NOTHING, "\"" + OF_NOTHING + "\"", "\"D41D8CD98F00B204E9800998ECF8427E\""})
    void takes_32_hexadecimal_digits_for_an_md5(String eTag) {
        assertThat(ETag.md5(eTag)).contains(OF_NOTHING);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "\"\"",
                "\"" + OF_NOTHING + "-2\"",
                "W/\"" + OF_NOTHING + "\"",
                "d41d8cd98f00b204e9800998ecf8427",
                "d41d8cd98f00b204e9800998ecf8427e0",
                "g41d8cd98f00b204e9800998ecf8427e",
                " " + OF_NOTHING
            })
    void takes_nothing_else_for_an_md5(String eTag) {
        assertThat(ETag.md5(eTag)).isEmpty();
    }

    @Test
    void takes_digits_and_a_number_for_the_hash_of_parts() {
        assertThat(ETag.ofParts("\"" + OF_NOTHING + "-12\"")).contains(OF_NOTHING + "-12");
        assertThat(ETag.ofParts(OF_NOTHING)).isEmpty();
        assertThat(ETag.ofParts("x-12")).isEmpty();
        assertThat(ETag.ofParts(null)).isEmpty();
    }

    @Test
    void writes_content_md5_as_base64_of_the_16_bytes() {
        assertThat(ETag.contentMd5(OF_NOTHING)).isEqualTo("1B2M2Y8AsgTpgAmY7PhCfg==");
    }

    @ParameterizedTest(name = "encryption {0}, customer algorithm {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, true",
                "AES256, -, true",
                "AWS_KMS, -, false",
                "AWS_KMS_DSSE, -, false",
                "AWS_FSX, -, false",
                "UNKNOWN_TO_SDK_VERSION, -, false",
                "-, AES256, false",
                "AES256, AES256, false"
            })
    void is_no_hash_where_the_store_encrypts_with_a_key_of_kms_or_of_the_customer(
            ServerSideEncryption encryption, String customerAlgorithm, boolean hash) {
        assertThat(ETag.isHashOfBytes(encryption, customerAlgorithm)).isEqualTo(hash);
    }
}
