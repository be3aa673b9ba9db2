package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;
import software.amazon.awssdk.core.sync.RequestBody;

/** Rows that the rules do not cover, between those that they do. */
@ExtendWith(Site.Resolver.class)
class OddRowsIT {

    private final Site site;
    private final Migration migration;

    OddRowsIT(Site site) {
        this.site = site;
        this.migration = site.migration(site.smallToChange());
    }

    @Test
    void two_rows_with_one_key_are_one_object() {
        // Of ids of 13 digits the last one is not in the key
        importRow(1_234_567_890_121L, "same.csv");
        importRow(1_234_567_890_122L, "same.csv");
        String key = "imports/data/123/456/789/012/original/same.csv";
        putIntoSource(key, "the only one");

        Finished run = migration.run("sync", "imports", "--format", "json").exits(0);

        int others = migration.server().expected("imports").size();
        assertThat(run.json().get("objects").asInt()).isEqualTo(others + 2);
        assertThat(run.json().get("copied").asInt()
                        + run.json().get("alreadyThere").asInt())
                .isEqualTo(others + 2);
        assertThat(migration.copies()).containsKey(key).hasSize(others + 1);
        assertThat(migration.checkpoints()).containsEntry("imports", 1_234_567_890_122L);
        Finished again = migration
                .run("sync", "imports", "--restart", "--format", "json")
                .exits(0);
        assertThat(again.json().get("alreadyThere").asInt()).isEqualTo(others + 2);
    }

    /** As a damaged index or an edited statement gives it. */
    @Test
    void a_row_that_comes_twice_is_one_object() {
        migration.server().execute("ALTER TABLE imports DROP CONSTRAINT imports_pkey CASCADE");
        importRow(700, "twice.csv");
        importRow(700, "twice.csv");
        putIntoSource("imports/data/000/000/700/original/twice.csv", "twice");

        Finished run = migration.run("sync", "imports", "--format", "json").exits(0);

        int others = migration.server().expected("imports").size();
        assertThat(run.json().get("objects").asInt()).isEqualTo(others + 1);
        assertThat(run.json().get("copied").asInt()).isEqualTo(others + 1);
        assertThat(migration.copies()).hasSize(others + 1);
        assertThat(migration.checkpoints()).containsEntry("imports", 700L);
    }

    @Test
    void ids_of_any_length_have_their_objects() {
        Map<Long, String> partitions = Map.of(
                -7L,
                "000/000",
                999_999_999L,
                "999/999/999",
                1_000_000_000L,
                "001/000/000/000",
                123_456_789_012_345_678L,
                "123/456/789/012/345/678",
                Long.MAX_VALUE,
                "922/337/203/685/477/580");
        partitions.forEach((id, partition) -> {
            importRow(id, "list.csv");
            putIntoSource("imports/data/" + partition + "/original/list.csv", "list of " + id);
        });

        migration.run("sync", "imports").exits(0);

        partitions.forEach((id, partition) -> assertThat(migration
                        .destination()
                        .getObjectAsBytes(get ->
                                get.bucket(migration.bucket()).key("imports/data/" + partition + "/original/list.csv"))
                        .asUtf8String())
                .isEqualTo("list of " + id));
        assertThat(migration.checkpoints()).containsEntry("imports", Long.MAX_VALUE);
    }

    private void importRow(long id, String name) {
        migration
                .server()
                .execute("INSERT INTO imports (id, type, account_id, data_file_name) VALUES (" + id + ", 0, 1, '" + name
                        + "')");
    }

    private void putIntoSource(String key, String content) {
        site.source()
                .client()
                .putObject(put -> put.bucket(migration.server().bucket()).key(key), RequestBody.fromString(content));
    }

    @Test
    void an_odd_row_is_reported_with_table_and_id_and_the_others_are_copied() {
        migration.server().execute("UPDATE backups SET dump_file_size = -7 WHERE id = (SELECT min(id) FROM backups)");

        Finished run = migration.run("sync", "--format", "json").exits(0);

        assertThat(run.json().get("oddRows").asLong()).isEqualTo(1);
        assertThat(migration.compare().differences()).isEmpty();
        Finished report = migration.run("report", "--odd", "--format", "jsonl").exits(0);
        assertThat(report.jsonLines()).singleElement().satisfies(line -> {
            assertThat(line.get("table").asText()).isEqualTo("backups");
            assertThat(line.get("id").asLong()).isPositive();
            assertThat(line.get("cause").asText()).contains("expected 0 or more bytes, came -7");
        });
    }

    @Test
    void a_name_longer_than_a_key_may_be_is_a_dead_letter_and_the_others_are_copied() {
        String name = "n".repeat(1200) + ".csv";
        migration
                .server()
                .execute("INSERT INTO imports (id, type, account_id, data_file_name) VALUES (900001, 0, 1, '" + name
                        + "')");

        migration.run("sync").exits(3);

        assertThat(migration.compare().differences()).isEmpty();
        Finished report =
                migration.run("report", "--failed", "--format", "jsonl").exits(0);
        assertThat(report.jsonLines()).singleElement().satisfies(line -> {
            assertThat(line.get("reason").asText()).isEqualTo("invalid-key");
            assertThat(line.get("id").asLong()).isEqualTo(900_001);
            assertThat(line.get("tries").asInt()).isEqualTo(1);
        });
    }
}
