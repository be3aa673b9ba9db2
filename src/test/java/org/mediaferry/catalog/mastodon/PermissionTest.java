package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {

    @ParameterizedTest(name = "S3_PERMISSION={0}, confidential {1}: {2}")
    @CsvSource({
        ", false, public-read",
        ", true, private",
        "'', false,",
        "'', true,",
        "private, false, private",
        "private, true, private",
        "authenticated-read, false, authenticated-read",
        "authenticated-read, true, private"
    })
    void unset_means_public_and_empty_means_that_no_acl_is_sent(String variable, boolean confidential, String acl) {
        assertThat(Permission.of(variable).aclOf(confidential)).isEqualTo(acl);
    }
}
