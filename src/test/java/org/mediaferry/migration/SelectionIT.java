package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;

/** Which objects {@code mediaferry sync} takes when it is told to take some, and what that does to the checkpoint. */
@ExtendWith(Site.Resolver.class)
class SelectionIT {

    private final Site site;
    private final Migration migration;

    SelectionIT(Site site) {
        this.site = site;
        migration = site.migration(site.small());
    }

    @Test
    void since_takes_the_rows_that_were_written_since_and_knows_no_checkpoint() {
        Migration changing = site.migration(site.smallToChange());
        changing.run("sync").exits(0);
        var checkpoints = changing.checkpoints();
        changing.server()
                .execute(
                        "UPDATE custom_emojis SET image_file_name = 'new.png', updated_at = '2031-01-01 00:00:00'"
                                + " WHERE id IN (SELECT id FROM custom_emojis WHERE image_file_name IS NOT NULL ORDER BY id LIMIT 2)");

        var run = changing.run("sync", "--since", "2031-01-01", "--format", "json")
                .exits(0);

        assertThat(run.json().get("objects").asInt()).isEqualTo(4);
        assertThat(changing.checkpoints()).isEqualTo(checkpoints);
        assertThat(changing.run("plan", "--offline", "--format", "jsonl", "--since", "2031-01-01T00:00:00Z")
                        .exits(0)
                        .jsonLines())
                .extracting(line -> line.get("key").asText().endsWith("/new.png"))
                .containsExactly(true, true, true, true);
        assertThat(changing.run("sync", "--since", "2031-01-01T00:01", "--format", "json")
                        .exits(0)
                        .json()
                        .get("objects")
                        .asInt())
                .isZero();
    }

    @Test
    void one_table_is_copied_and_no_other() {
        migration.run("sync", "accounts").exits(0);

        assertCopied(of("accounts"));
        assertThat(migration.checkpoints()).containsOnlyKeys("accounts");
    }

    @Test
    void several_tables_are_copied() {
        migration.run("sync", "custom_emojis", "backups").exits(0);

        assertCopied(Stream.concat(of("custom_emojis"), of("backups")));
    }

    @Test
    void a_limit_takes_so_many_rows_with_files_of_each_table_and_the_next_run_the_next() {
        migration.run("sync", "--limit", "5", "accounts", "media_attachments").exits(0);

        assertCopied(Stream.of("accounts", "media_attachments").flatMap(table -> rows(table, 0, 5)));
        assertThat(migration.checkpoints())
                .containsEntry("accounts", lastId("accounts", 5))
                .containsEntry("media_attachments", lastId("media_attachments", 5));

        migration.run("sync", "--limit", "3", "accounts").exits(0);

        assertCopied(Stream.concat(rows("accounts", 0, 8), rows("media_attachments", 0, 5)));

        migration.run("sync").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void an_offset_leaves_out_rows_and_knows_no_checkpoint() {
        migration.run("sync", "--limit", "2", "accounts").exits(0);

        migration.run("sync", "--offset", "4", "--limit", "3", "accounts").exits(0);

        assertCopied(Stream.concat(rows("accounts", 0, 2), rows("accounts", 4, 7)));
        assertThat(migration.checkpoints()).isEqualTo(Map.of("accounts", lastId("accounts", 2)));
    }

    @Test
    void after_begins_behind_an_id_and_knows_no_checkpoint() {
        String id = Long.toString(lastId("media_attachments", 6));

        migration
                .run("sync", "--after", id, "--limit", "4", "media_attachments")
                .exits(0);

        assertCopied(rows("media_attachments", 6, 10));
        assertThat(migration.checkpoints()).isEmpty();

        migration.run("sync").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void local_objects_come_first_and_a_full_run_lacks_nothing() {
        migration.run("sync", "--only", "local").exits(0);

        assertCopied(all().filter(e -> !e.object().remote()));

        migration.run("sync").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void remote_objects_alone_are_copied_with_a_limit_of_their_own() {
        migration
                .run("sync", "--only", "remote", "--limit", "6", "custom_emojis")
                .exits(0);

        var remote = of("custom_emojis").filter(e -> e.object().remote()).toList();
        long last = idOfRow(remote, 6);
        assertCopied(remote.stream().filter(e -> e.object().id() <= last));
        assertThat(migration.checkpoints()).isEqualTo(Map.of("custom_emojis:remote", last));
    }

    private void assertCopied(Stream<Expected> expected) {
        assertThat(migration.compare(expected).differences()).isEmpty();
    }

    private Stream<Expected> all() {
        return migration.server().expected().stream();
    }

    private Stream<Expected> of(String table) {
        return migration.server().expected(table).stream();
    }

    /** What rows with files own, from the one at {@code from}, counted from 0, to the one before {@code to}. */
    private Stream<Expected> rows(String table, int from, int to) {
        List<Long> ids = of(table).map(e -> e.object().id()).distinct().toList().subList(from, to);
        return of(table).filter(e -> ids.contains(e.object().id()));
    }

    private long lastId(String table, int rows) {
        return idOfRow(of(table).toList(), rows);
    }

    private static long idOfRow(List<Expected> expected, int row) {
        return expected.stream().map(e -> e.object().id()).distinct().toList().get(row - 1);
    }
}
