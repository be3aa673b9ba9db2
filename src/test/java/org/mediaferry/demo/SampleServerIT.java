package org.mediaferry.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

class SampleServerIT {
    @TempDir
    static Path directory;

    static LocalPostgres postgres;
    static LocalS3 source;
    static SampleServer sample;

    @BeforeAll
    static void create() {
        postgres = LocalPostgres.start(directory);
        source = LocalS3.start("source");
        sample = SampleServer.create(postgres.dataSource(), source.client(), source.bucket(), "", 300);
    }

    @AfterAll
    static void close() {
        source.close();
        postgres.close();
    }

    @Test
    void fills_all_eight_tables() throws SQLException {
        assertThat(sample.rows())
                .containsOnly(
                        entry("media_attachments", 144),
                        entry("accounts", 60),
                        entry("custom_emojis", 37),
                        entry("preview_cards", 42),
                        entry("preview_card_providers", 6),
                        entry("site_uploads", 5),
                        entry("backups", 3),
                        entry("imports", 3));
        for (Map.Entry<String, Integer> table : sample.rows().entrySet()) {
            assertThat(number("SELECT count(*) FROM " + table.getKey()))
                    .as(table.getKey())
                    .isEqualTo(table.getValue().longValue());
        }
    }

    @Test
    void a_third_of_the_media_have_no_file() throws SQLException {
        long without = number("SELECT count(*) FROM media_attachments WHERE file_updated_at IS NULL"
                + " AND thumbnail_updated_at IS NULL");

        assertThat(without).isGreaterThanOrEqualTo(144 / 3);
    }

    @Test
    void the_source_holds_what_is_said_to_be_there_and_nothing_else() {
        Set<String> expected = Stream.concat(
                        sample.expected().stream()
                                .filter(Expected::presentAtSource)
                                .map(Expected::key),
                        sample.orphans().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(keys(source)).containsExactlyElementsOf(expected);
    }

    @Test
    void the_source_holds_these_bytes_and_headers() {
        Comparison.Result result = Comparison.compare(sample.expected(), source.client(), source.bucket());

        assertThat(result.checked()).isGreaterThan(300);
        assertThat(result.differences())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference)
                        .containsAnyOf("no row claims it", "no Cache-Control", "storage class STANDARD_IA", "of ACL"));
    }

    @Test
    void no_key_is_claimed_twice_and_no_orphan_is_claimed() {
        List<String> keys = sample.expected().stream().map(Expected::key).toList();

        assertThat(keys).doesNotHaveDuplicates().doesNotContainAnyElementsOf(sample.orphans());
        assertThat(sample.orphans()).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    @Test
    void every_kind_of_object_is_there() {
        Map<String, Predicate<Expected>> kinds = Map.ofEntries(
                entry("local", e -> !e.object().remote() && !e.key().startsWith("cache/")),
                entry("cached", e -> e.object().remote() && e.key().startsWith("cache/")),
                entry(
                        "remote of version 0",
                        e -> e.object().remote() && !e.key().startsWith("cache/")),
                entry("private and local", e -> e.isPrivate() && !e.object().remote()),
                entry("private and remote", e -> e.isPrivate() && e.object().remote()),
                entry("lost and local", e -> lost(e) && !e.object().remote()),
                entry("lost and remote", e -> lost(e) && e.object().remote()),
                entry("absent style", e -> !e.presentAtSource() && !e.object().mandatory()),
                entry("empty", e -> e.presentAtSource() && e.content().length() == 0),
                entry(
                        "of unknown size",
                        e -> e.object().mandatory() && e.object().size() == null),
                entry("of the instance's actor", e -> e.object().id() == -99),
                entry("of an 18-digit id", e -> e.object().id() > 100_000_000_000_000_000L),
                entry(
                        "without Cache-Control",
                        e -> e.presentAtSource() && headers(e).cacheControl() == null),
                entry(
                        "own Cache-Control",
                        e -> e.presentAtSource()
                                && headers(e).cacheControlOfCopy().endsWith("=60")),
                entry("packed", e -> e.presentAtSource() && headers(e).contentEncoding() != null),
                entry("with a language", e -> e.presentAtSource() && headers(e).contentLanguage() != null),
                entry(
                        "with a disposition",
                        e -> e.presentAtSource() && headers(e).contentDisposition() != null),
                entry(
                        "with metadata",
                        e -> e.presentAtSource() && !headers(e).metadata().isEmpty()),
                entry("with an emoji in its name", e -> e.key().contains("😀")),
                entry("with an upper-case extension", e -> e.key().endsWith(".JPG")),
                entry("with percent, plus and space", e -> e.key().endsWith("/100% real+true.Jpg")));

        kinds.forEach((kind, is) -> assertThat(sample.expected()).as(kind).anyMatch(is));
    }

    @ParameterizedTest
    @CsvSource({
        "site_uploads/files/000/000/001/@2x/0f4c2e9a81b7d653.png, public-read",
        "site_uploads/files/000/000/002/1024/77ab01c4e5d2f908.png, public-read",
        "cache/media_attachments/files/000/000/003/small/queued.jpeg, public-read",
        "cache/accounts/avatars/000/000/011/original/IMG_0042.JPG, public-read"
    })
    void these_keys_are_claimed(String key, String acl) {
        assertThat(sample.expected()).anySatisfy(expected -> {
            assertThat(expected.key()).isEqualTo(key);
            assertThat(expected.object().acl()).isEqualTo(acl);
        });
    }

    @Test
    void media_of_suspended_accounts_and_of_removed_posts_are_private_and_nothing_else_but_backups()
            throws SQLException {
        Set<Long> privateIds = ids("SELECT m.id FROM media_attachments m JOIN accounts a ON a.id = m.account_id"
                + " LEFT JOIN statuses s ON s.id = m.status_id"
                + " WHERE a.suspended_at IS NOT NULL OR s.deleted_at IS NOT NULL");

        assertThat(sample.expected())
                .allSatisfy(expected -> assertThat(expected.isPrivate())
                        .as(expected.key())
                        .isEqualTo(expected.object().table().equals("backups")
                                || expected.object().table().equals("media_attachments")
                                        && privateIds.contains(expected.object().id())));
    }

    @Test
    void the_rows_know_the_sizes_of_the_originals() throws SQLException {
        Map<Long, Expected> byId = sample.expected().stream()
                .filter(expected -> expected.object().table().equals("media_attachments"))
                .filter(expected -> expected.object().attachment().equals("file"))
                .filter(expected -> expected.object().style().equals("original"))
                .collect(Collectors.toMap(expected -> expected.object().id(), expected -> expected));

        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, file_file_size FROM media_attachments WHERE file_content_type IS NOT NULL")) {
            while (rows.next()) {
                Expected original = byId.get(rows.getLong("id"));
                Object size = rows.getObject("file_file_size");
                assertThat(original.object().size()).isEqualTo(size == null ? null : Long.valueOf((Integer) size));
                if (size != null && original.presentAtSource()) {
                    assertThat(original.content().length())
                            .isEqualTo(original.object().size());
                }
            }
        }
    }

    @Test
    void the_same_number_of_rows_gives_the_same_objects() {
        try (LocalPostgres otherPostgres = LocalPostgres.start(directory);
                LocalS3 otherSource = LocalS3.start("source")) {
            SampleServer other =
                    SampleServer.create(otherPostgres.dataSource(), otherSource.client(), "source", "", 300);

            assertThat(other.expected()).isEqualTo(sample.expected());
            assertThat(other.orphans()).isEqualTo(sample.orphans());
        }
    }

    @Test
    void a_prefix_stands_before_every_key() {
        try (LocalPostgres otherPostgres = LocalPostgres.start(directory);
                LocalS3 otherSource = LocalS3.start("source")) {
            SampleServer other =
                    SampleServer.create(otherPostgres.dataSource(), otherSource.client(), "source", "/old", 100);

            assertThat(keys(otherSource)).isNotEmpty().allMatch(key -> key.startsWith("old/"));
            assertThat(other.expected()).allMatch(expected -> expected.key().startsWith("old/"));
        }
    }

    @Test
    void new_rows_get_ids_after_the_sample() throws SQLException {
        assertThat(number("SELECT nextval('custom_emojis_id_seq')")).isGreaterThan(37);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 99, 1_000_001})
    void refuses_too_few_and_too_many_rows(int rows) {
        assertThatThrownBy(() -> SampleServer.create(postgres.dataSource(), source.client(), source.bucket(), "", rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows of the sample must be 100 to 1000000, was " + rows);
    }

    private static boolean lost(Expected expected) {
        return !expected.presentAtSource() && expected.object().mandatory();
    }

    private static Headers headers(Expected expected) {
        return expected.content().headers();
    }

    private static List<String> keys(LocalS3 s3) {
        return s3
                .client()
                .listObjectsV2Paginator(list -> list.bucket(s3.bucket()).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    private static long number(String sql) throws SQLException {
        return ids(sql).iterator().next();
    }

    private static Set<Long> ids(String sql) throws SQLException {
        Set<Long> ids = new TreeSet<>();
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
