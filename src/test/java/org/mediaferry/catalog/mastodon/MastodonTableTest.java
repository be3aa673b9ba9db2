package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MastodonTableTest {

    @Test
    void what_nobody_can_fetch_again_comes_first() {
        assertThat(MastodonTable.values())
                .extracting(MastodonTable::tableName)
                .containsExactly(
                        "site_uploads",
                        "custom_emojis",
                        "accounts",
                        "media_attachments",
                        "backups",
                        "imports",
                        "preview_cards",
                        "preview_card_providers");
    }

    @ParameterizedTest
    @EnumSource
    void a_table_is_found_by_its_name(MastodonTable table) {
        assertThat(MastodonTable.named(table.tableName())).isSameAs(table);
    }

    @Test
    void only_tables_that_some_version_lacks_may_be_absent() {
        assertThat(MastodonTable.values())
                .filteredOn(MastodonTable::mayBeAbsent)
                .containsExactly(MastodonTable.IMPORTS, MastodonTable.PREVIEW_CARD_PROVIDERS);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "acounts, accounts",
        "Accounts, accounts",
        "media-attachments, media_attachments",
        "media, media_attachments",
        "emojis, custom_emojis",
        "preview_card, preview_cards",
        "backup, backups"
    })
    void a_name_that_is_nearly_right_gets_a_suggestion(String typed, String meant) {
        assertThatThrownBy(() -> MastodonTable.named(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"" + typed + "\"", "site_uploads, custom_emojis, accounts")
                .hasMessageEndingWith("did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "users", "statuses"})
    void a_name_that_is_far_off_gets_the_list_alone(String typed) {
        assertThatThrownBy(() -> MastodonTable.named(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("preview_card_providers")
                .hasMessageNotContaining("did you mean");
    }
}
