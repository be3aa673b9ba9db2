package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.mastodon.KeyPrefix;
import org.mediaferry.config.DestinationAcl;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.Privacy;

class CopyRulesTest {

    @ParameterizedTest(name = "destination.acl {0}, the database wants {1}: {2} is sent")
    @CsvSource(
            nullValues = "-",
            value = {
                "AUTO,        public-read, public-read",
                "AUTO,        private,     private",
                "AUTO,        authenticated-read, authenticated-read",
                "AUTO,        -,           -",
                "PUBLIC_READ, public-read, public-read",
                "PUBLIC_READ, private,     private",
                "PUBLIC_READ, -,           public-read",
                "PRIVATE,     public-read, private",
                "PRIVATE,     private,     private",
                "PRIVATE,     -,           private",
                "NONE,        public-read, -",
                "NONE,        private,     -",
                "NONE,        -,           -"
            })
    void says_which_acl_is_sent(DestinationAcl configured, String wanted, String sent) {
        assertThat(rules("", "", configured).aclFor(wanted).orElse(null)).isEqualTo(sent);
    }

    @ParameterizedTest(name = "\"{0}\" to \"{1}\": {2} becomes {3}")
    @CsvSource(
            value = {
                "'',     '',    accounts/a.png,       accounts/a.png",
                "'',     new,   accounts/a.png,       new/accounts/a.png",
                "old,    '',    old/accounts/a.png,   accounts/a.png",
                "old,    new,   old/accounts/a.png,   new/accounts/a.png",
                "old/,   new,   old//accounts/a.png,  new/accounts/a.png",
                "/old,   /new,  old/accounts/a.png,   new/accounts/a.png",
                "old,    old,   old/old/a.png,        old/old/a.png",
            })
    void changes_the_prefix_of_a_key_and_nothing_else(String from, String to, String source, String destination) {
        assertThat(rules(from, to, DestinationAcl.AUTO).destinationKey(source)).isEqualTo(destination);
    }

    @Test
    void refuses_a_key_without_the_sources_prefix() {
        CopyRules rules = rules("old", "", DestinationAcl.AUTO);

        assertThatThrownBy(() -> rules.destinationKey("accounts/a.png"))
                .hasMessageContaining("source.key-prefix")
                .hasMessageContaining("accounts/a.png");
    }

    @ParameterizedTest
    @CsvSource({
        "UNDECIDED, private, true",
        "SKIP, private, true",
        "SKIP, public-read, false",
        "SKIP, , false",
        "COPY, private, false",
        "BY_ACL, private, false"
    })
    void leaves_out_what_must_be_private_where_the_settings_say_so(Privacy privacy, String acl, boolean leftOut) {
        var rules = new CopyRules(
                "media", new KeyPrefix(""), new KeyPrefix(""), DestinationAcl.NONE, privacy, Encryption.NONE, null);
        var object = new MediaObject("accounts", 1, "avatar", "original", "a.png", acl, true, 3L, false);

        assertThat(rules.leavesOut(object)).isEqualTo(leftOut);
    }

    private static CopyRules rules(String from, String to, DestinationAcl acl) {
        return new CopyRules(
                "media", new KeyPrefix(from), new KeyPrefix(to), acl, Privacy.BY_ACL, Encryption.NONE, null);
    }
}
