package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page costs a walk along the primary key, on tables as large as they may be. */
class QueryPlansIT {
    private static final int ROWS = 20_000;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void fillTables() throws Exception {
        postgres = EmbeddedPostgres.start();
        MastodonSchema.create(postgres.getPostgresDatabase(), "4.6");
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            String series = " FROM generate_series(1, " + ROWS + ") n";
            statement.execute("INSERT INTO accounts (id, avatar_file_name) SELECT n, 'a.png'" + series);
            statement.execute("INSERT INTO statuses (id, account_id) SELECT n, n" + series);
            statement.execute("INSERT INTO media_attachments (id, account_id, status_id, file_file_name)"
                    + " SELECT n, n, n, CASE WHEN n > 19000 THEN 'f.png' END" + series);
            statement.execute("INSERT INTO custom_emojis (shortcode) SELECT n" + series);
            statement.execute("INSERT INTO preview_cards (url) SELECT n" + series);
            statement.execute("INSERT INTO preview_card_providers (domain) SELECT n" + series);
            statement.execute("INSERT INTO backups (user_id) SELECT n" + series);
            statement.execute("INSERT INTO site_uploads (var) SELECT n" + series);
            statement.execute("ANALYZE");
        }
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "media_attachments",
                "accounts",
                "custom_emojis",
                "preview_cards",
                "preview_card_providers",
                "backups",
                "site_uploads"
            })
    void a_page_is_read_through_the_primary_key(String table) throws Exception {
        assertThat(plan(table, "force_custom_plan"))
                .contains("Index Scan using " + table + "_pkey")
                .doesNotContain("Seq Scan");
        assertThat(plan(table, "force_generic_plan"))
                .contains("Index Scan using " + table + "_pkey")
                .doesNotContain("Seq Scan");
    }

    /** The work does not depend on where in the table the page is, nor on how many of its rows have a file. */
    @ParameterizedTest(name = "after {0}")
    @ValueSource(longs = {Long.MIN_VALUE, 0, 10_000, 19_500})
    void a_page_of_media_reads_no_row_that_it_does_not_return(long after) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            String sql = PageReader.statement("media_attachments")
                    .replace(":?after", "'" + after + "'")
                    .replace(":?rows", "100");

            assertThat(lines(statement, "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + sql))
                    .containsPattern(
                            "Index Scan using media_attachments_pkey on media_attachments t \\(actual rows=100 loops=1\\)")
                    .doesNotContain("Rows Removed", "Seq Scan");
        }
    }

    private static String plan(String table, String planCacheMode) throws Exception {
        String sql = PageReader.statement(table).replace(":?after", "$1").replace(":?rows", "$2");
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = " + planCacheMode);
            statement.execute("PREPARE page AS " + sql);
            return lines(statement, "EXPLAIN EXECUTE page (5000, 1000)");
        }
    }

    private static String lines(Statement statement, String sql) throws SQLException {
        var lines = new StringBuilder();
        try (var result = statement.executeQuery(sql)) {
            while (result.next()) {
                lines.append(result.getString(1)).append('\n');
            }
        }
        return lines.toString();
    }
}
