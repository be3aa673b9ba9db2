package org.mediaferry.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Mastodon;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;
import software.amazon.awssdk.core.sync.RequestBody;

/** File names of every kind, as users of the old days had given them. */
@ExtendWith(Site.Resolver.class)
class OddNamesIT {

    private static final List<String> NAMES = List.of(
            "with space.csv",
            " leading and trailing ",
            "100%.csv",
            "%2F%41.csv",
            "a+b.csv",
            "what?.csv",
            "no #1.csv",
            "a&b=c;d.csv",
            "it's \"quoted\".csv",
            "<tag>.csv",
            "back\\slash.csv",
            "..hidden..csv",
            "Übung süß.csv",
            "e\u0301te\u0301.csv",
            "名前.csv",
            "party \uD83D\uDE00.csv",
            "\uFFFD\uE000 beyond.csv",
            "right\u202Eto left.csv",
            "line\nbreak.csv",
            "return\r\nand break.csv",
            "tab\tand \u001B[31mcolour.csv",
            "c1\u0085control.csv",
            "{{not.a.placeholder}} ${body}.csv",
            "é".repeat(125) + "5.csv");

    private final Site site;

    OddNamesIT(Site site) {
        this.site = site;
    }

    @Test
    void arrive_under_exactly_their_keys_and_are_logged_in_one_harmless_line_each() throws SQLException {
        Mastodon server = site.mastodon(site.postgres(), 100);
        Map<String, String> keys = insert(server);
        Migration migration = site.migration(server);

        Finished run = migration.run("sync", "imports", "--dev").exits(0);

        keys.forEach((key, name) -> assertThat(migration
                        .destination()
                        .getObjectAsBytes(get -> get.bucket(migration.bucket()).key(key))
                        .asUtf8String())
                .isEqualTo(name));
        assertThat(migration.copies().keySet()).containsAll(keys.keySet());
        assertHarmless(run.err());
        assertThat(run.err()).contains("with space.csv", "名前.csv", "\\u001b[31mcolour.csv");
    }

    @Test
    void that_are_missing_are_reported_in_harmless_lines_and_exactly_for_programs() throws SQLException {
        Mastodon server = site.mastodon(site.postgres(), 100);
        Map<String, String> keys = insert(server);
        keys.keySet()
                .forEach(key -> site.source()
                        .client()
                        .deleteObject(delete -> delete.bucket(server.bucket()).key(key)));
        Migration migration = site.migration(server);

        Finished run = migration.run("sync", "imports").exits(0);

        assertHarmless(run.err());
        assertHarmless(run.out());
        Finished table = migration.run("report", "--missing").exits(0);
        assertHarmless(table.out());
        assertThat(table.out()).contains("\\u001b[31mcolour.csv");
        assertThat(migration.missing()).containsAll(keys.keySet());
    }

    /** A row and an object for each name, which is also its content. */
    private Map<String, String> insert(Mastodon server) throws SQLException {
        Map<String, String> keys = new LinkedHashMap<>();
        try (Connection connection = server.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO imports (id, type, account_id, data_file_name) VALUES (?, 0, 1, ?)")) {
            for (int i = 0; i < NAMES.size(); i++) {
                String name = NAMES.get(i);
                insert.setLong(1, 900_000 + i);
                insert.setString(2, name);
                insert.executeUpdate();
                String key = "imports/data/000/900/%03d/original/%s".formatted(i, name);
                site.source()
                        .client()
                        .putObject(put -> put.bucket(server.bucket()).key(key), RequestBody.fromString(name, UTF_8));
                keys.put(key, name);
            }
        }
        return keys;
    }

    /** Nothing but printable characters and the ends of lines that are ours. */
    private static void assertHarmless(String text) {
        assertThat(text.lines())
                .allSatisfy(line ->
                        assertThat(line).doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202e]"))
                .noneMatch(line -> line.startsWith("break.csv") || line.startsWith("and break.csv"));
    }
}
