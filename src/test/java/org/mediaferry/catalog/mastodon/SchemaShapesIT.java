package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;

/** The shipped statements on a real PostgreSQL, with the tables of every version that they must work on. */
class SchemaShapesIT {
    private static final MastodonCatalog CATALOG = new MastodonCatalog("", Permission.of(null));
    private static final List<Long> MIXED_IDS =
            List.of(-99L, 1L, 2L, 999_999_999L, 104_530_971_904_218_116L, 104_530_971_904_218_117L, Long.MAX_VALUE);

    private static EmbeddedPostgres postgres;
    private static int databases;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    static List<String> shapes() {
        return MastodonSchema.SHAPES;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void the_objects_are_those_that_mastodon_asks_for(String shape) throws Exception {
        assertThat(GoldenLots.of(shape)).isNotEmpty();

        for (var vectors : GoldenLots.of(shape)) {
            var database = database(shape);
            for (var vector : vectors) {
                GoldenLots.insert(database, vector);
            }

            assertThat(found(database, vectors)).isEqualTo(expected(vectors));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void every_statement_runs_on_the_tables_there_are(String shape) throws Exception {
        var database = database(shape);

        try (var reader = new PageReader(database)) {
            for (var table : MastodonTable.values()) {
                if (exists(database, table)) {
                    assertThat(reader.rows(table.tableName(), Long.MIN_VALUE, 10L))
                            .isEmpty();
                } else {
                    assertThat(table.mayBeAbsent()).as(table.tableName()).isTrue();
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} rows a page")
    @ValueSource(longs = {1, 2, 1000})
    void pages_see_every_row_once_with_ids_of_any_length(long rowsPerPage) throws Exception {
        var database = database("4.6");
        for (long id : MIXED_IDS) {
            execute(database, "INSERT INTO accounts (id, avatar_file_name) VALUES (" + id + ", 'a.png')");
        }

        List<Page> pages;
        try (var reader = new PageReader(database)) {
            pages = reader.pages(CATALOG, "accounts", rowsPerPage);
        }

        assertThat(pages.stream().flatMap(page -> page.objects().stream()).map(MediaObject::id))
                .containsExactlyElementsOf(MIXED_IDS);
        assertThat(pages.stream().mapToInt(Page::rows).sum()).isEqualTo(MIXED_IDS.size());
        assertThat(pages).allMatch(page -> page.rows() <= rowsPerPage);
    }

    @Test
    void rows_without_a_file_count_for_the_page_and_own_nothing() throws Exception {
        var database = database("4.6");
        execute(database, "INSERT INTO accounts (id) SELECT n FROM generate_series(1, 9) n");
        execute(database, "INSERT INTO accounts (id, avatar_file_name) VALUES (10, 'a.png')");

        List<Page> pages;
        try (var reader = new PageReader(database)) {
            pages = reader.pages(CATALOG, "accounts", 4);
        }

        assertThat(pages).extracting(Page::last).containsExactly(4L, 8L, 10L, 10L);
        assertThat(pages).extracting(page -> page.objects().size()).containsExactly(0, 0, 1, 0);
    }

    @Test
    void media_of_suspended_accounts_and_removed_posts_is_private() throws Exception {
        var database = database("4.6");
        execute(database, "INSERT INTO accounts (id, suspended_at) VALUES (1, NULL), (2, now())");
        execute(database, "INSERT INTO statuses (id, account_id, deleted_at) VALUES (1, 1, NULL), (2, 1, now())");
        execute(
                database,
                "INSERT INTO media_attachments (id, account_id, status_id, file_file_name) VALUES"
                        + " (1, 1, 1, 'f'), (2, 2, 1, 'f'), (3, 1, 2, 'f'), (4, NULL, NULL, 'f'), (5, 2, 2, 'f'), (6, 7, 7, 'f')");

        Page page;
        try (var reader = new PageReader(database)) {
            page = CATALOG.page("media_attachments", 0, reader.rows("media_attachments", 0L, 10L));
        }

        assertThat(page.objects())
                .extracting(MediaObject::acl)
                .containsExactly("public-read", "private", "private", "public-read", "private", "public-read");
    }

    @Test
    void only_servers_with_blurhashes_of_site_uploads_have_sized_thumbnails() throws Exception {
        String insert = "INSERT INTO site_uploads (id, var, file_file_name) VALUES (1, 'thumbnail', 't.png')";

        assertThat(stylesOfTheSiteUpload("4.3", insert)).containsExactly("original", "@1x", "@2x");
        assertThat(stylesOfTheSiteUpload("3.2", insert)).containsExactly("original");
    }

    /** A header may be what a property placeholder gave: text. */
    @Test
    void parameters_may_be_long_integer_or_text() throws Exception {
        var database = database("4.6");
        execute(database, "INSERT INTO accounts (id) SELECT n FROM generate_series(-2, 2) n");

        try (var reader = new PageReader(database)) {
            assertThat(reader.rows("accounts", Long.MIN_VALUE, 3L)).hasSize(3);
            assertThat(reader.rows("accounts", 0, 3)).hasSize(2);
            assertThat(reader.rows("accounts", "-9223372036854775808", "4")).hasSize(4);
        }
    }

    private static Set<String> stylesOfTheSiteUpload(String shape, String insert) throws Exception {
        var database = database(shape);
        execute(database, insert);
        try (var reader = new PageReader(database)) {
            return CATALOG.page("site_uploads", 0, reader.rows("site_uploads", 0L, 10L)).objects().stream()
                    .map(MediaObject::style)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    private static Set<String> expected(List<GoldenVector> vectors) {
        return vectors.stream()
                .flatMap(vector -> vector.expect().stream().map(object -> line(vector.table(), vector.rowId(), object)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(DataSource database, List<GoldenVector> vectors) throws Exception {
        var found = new TreeSet<String>();
        try (var reader = new PageReader(database)) {
            for (String table : vectors.stream().map(GoldenVector::table).collect(Collectors.toSet())) {
                for (var page : reader.pages(vectors.get(0).catalog(), table, 2)) {
                    assertThat(page.oddRows()).isEmpty();
                    page.objects()
                            .forEach(object -> found.add(line(table, object.id(), GoldenVector.Expected.of(object))));
                }
            }
        }
        return found;
    }

    private static String line(String table, long id, GoldenVector.Expected object) {
        return table + " " + id + " " + object;
    }

    private static DataSource database(String shape) throws SQLException {
        String name = "shape_" + databases++;
        execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + name);
        var database = postgres.getDatabase("postgres", name);
        MastodonSchema.create(database, shape);
        return database;
    }

    private static boolean exists(DataSource database, MastodonTable table) throws SQLException {
        try (var connection = database.getConnection();
                var result = connection.getMetaData().getTables(null, "public", table.tableName(), null)) {
            return result.next();
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
