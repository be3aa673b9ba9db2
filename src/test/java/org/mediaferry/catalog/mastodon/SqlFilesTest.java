package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlFilesTest {

    @Test
    void every_table_has_one_statement_and_there_is_no_other() throws Exception {
        try (var files = Files.list(Path.of("routes/sql"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(MastodonTable.values())
                            .map(table -> table.tableName() + ".sql")
                            .toList());
        }
    }

    /** camel-jdbc replaces named parameters without looking where they stand, and knows no other question mark. */
    @ParameterizedTest
    @EnumSource
    void a_question_mark_is_only_in_the_two_parameters(MastodonTable table) throws Exception {
        String statement = PageReader.statement(table.tableName());
        String comments = String.join(
                "\n", statement.lines().filter(line -> line.startsWith("--")).toList());

        assertThat(comments).isNotEmpty().doesNotContain("?");
        assertThat(statement.replaceFirst(":\\?after\\b", "").replaceFirst(":\\?rows\\b", ""))
                .isNotEqualTo(statement)
                .doesNotContain("?");
    }

    @ParameterizedTest
    @EnumSource
    void a_page_never_depends_on_what_the_rows_hold(MastodonTable table) throws Exception {
        assertThat(PageReader.statement(table.tableName()))
                .doesNotContainIgnoringCase("offset")
                .containsOnlyOnce("WHERE t.id > :?after");
    }
}
