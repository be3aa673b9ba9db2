package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rows that the rules do not cover, between those that they do. */
@ExtendWith(Site.Resolver.class)
@Execution(ExecutionMode.CONCURRENT)
class OddRowsIT {

    private final Migration migration;

    OddRowsIT(Site site) {
        this.migration = site.migration(site.smallToChange());
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
