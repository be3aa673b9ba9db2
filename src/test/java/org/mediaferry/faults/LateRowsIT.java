package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;
import software.amazon.awssdk.core.sync.RequestBody;

/** Rows that become visible after rows with higher ids: a server uploads a file before it commits its row. */
@ExtendWith(Site.Resolver.class)
class LateRowsIT {

    private static final String LATE = "backups/dumps/000/900/001/original/late.zip";

    private final Site site;
    private final Migration migration;

    LateRowsIT(Site site) {
        this.site = site;
        this.migration = site.migration(site.smallToChange());
    }

    @Test
    void a_row_that_is_committed_after_the_run_that_passed_its_id_is_copied_by_the_next_one() throws SQLException {
        site.source()
                .client()
                .putObject(put -> put.bucket(migration.server().bucket()).key(LATE), RequestBody.fromString("late"));
        try (Connection slow = migration.server().dataSource().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(backup(900_001, "late.zip"));
            migration.server().execute(backup(900_002, "soon.zip"));
            migration.run("sync").exits(0);
            assertThat(migration.checkpoints()).containsEntry("backups", 900_002L);
            slow.commit();
        }

        Finished next = migration.run("sync", "--format", "json").exits(0);

        assertThat(next.json().get("copied").asInt()).isEqualTo(1);
        assertThat(next.json().get("objects").asInt()).isEqualTo(1);
        assertThat(migration.copies()).containsKey(LATE);
        assertThat(migration
                        .run("sync", "--format", "json")
                        .exits(0)
                        .json()
                        .get("objects")
                        .asInt())
                .isZero();
    }

    private static String backup(long id, String name) {
        return "INSERT INTO backups (id, user_id, dump_file_name, dump_file_size, created_at, updated_at)"
                + " VALUES (%d, 1, '%s', 4, now(), now())".formatted(id, name);
    }
}
