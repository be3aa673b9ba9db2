package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;

/** {@code mediaferry sync}, from an empty destination to the last object. */
@ExtendWith(Site.Resolver.class)
class SyncIT {

    private final Site site;
    private final Migration migration;

    SyncIT(Site site) {
        this.site = site;
        migration = site.migration(site.small());
    }

    @Test
    void copies_everything_with_its_bytes_headers_and_rights_and_counts_it() {
        var run = migration.run("sync", "--format", "json").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
        var expected = migration.server().expected();
        assertThat(run.json().get("interrupted").asBoolean()).isFalse();
        assertThat(run.json().get("tables").properties())
                .hasSize(8)
                .allSatisfy(table ->
                        assertCounts(table.getValue(), migration.server().expected(table.getKey())));
        assertCounts(run.json(), expected);
    }

    @Test
    void a_second_run_finds_nothing_to_do() {
        migration.run("sync").exits(0);
        var copies = migration.copies();

        var second = migration.run("sync", "--format", "json").exits(0);

        assertThat(second.json().get("objects").asLong()).isZero();
        assertThat(migration.copies()).isEqualTo(copies);
    }

    @Test
    void a_restart_begins_anew_and_copies_what_is_not_there() {
        migration.run("sync").exits(0);
        var copies = migration.copies();
        String lost = copies.keySet().stream()
                .filter(key -> key.startsWith("accounts/"))
                .findFirst()
                .orElseThrow();
        migration
                .destination()
                .deleteObject(delete -> delete.bucket(migration.bucket()).key(lost));

        var restarted = migration.run("sync", "--restart", "--format", "json").exits(0);

        assertThat(restarted.json().get("objects").asLong())
                .isEqualTo(migration.server().expected().size());
        assertThat(restarted.json().get("copied").asLong()).isEqualTo(1);
        assertThat(restarted.json().get("alreadyThere").asLong()).isEqualTo(copies.size() - 1);
        assertThat(migration.compare().differences()).isEmpty();
        var now = migration.copies();
        now.remove(lost);
        copies.remove(lost);
        assertThat(now).isEqualTo(copies);
    }

    @Test
    void what_must_be_private_and_was_copied_without_an_acl_is_said() {
        migration.set("destination.acl", "none").set("destination.private-objects", "copy");

        Finished run = migration.run("sync", "backups").exits(0);

        long confidential = count(migration.server().expected("backups"), Expected::presentAtSource);
        assertThat(run.out())
                .contains(
                        "0 copied as private",
                        "though they must be private: " + confidential + ". destination.acl is none");
    }

    private static void assertCounts(JsonNode figures, List<Expected> expected) {
        assertThat(figures.get("objects").asLong()).isEqualTo(expected.size());
        assertThat(figures.get("copied").asLong()).isEqualTo(count(expected, Expected::presentAtSource));
        assertThat(figures.get("alreadyThere").asLong()).isZero();
        assertThat(figures.get("missing").asLong())
                .isEqualTo(
                        count(expected, e -> !e.presentAtSource() && e.object().mandatory()));
        assertThat(figures.get("missingOptional").asLong())
                .isEqualTo(
                        count(expected, e -> !e.presentAtSource() && !e.object().mandatory()));
        assertThat(figures.get("obsolete").asLong()).isZero();
        assertThat(figures.get("deadLetters").asLong()).isZero();
        assertThat(figures.get("private").asLong())
                .isEqualTo(count(expected, e -> e.presentAtSource() && e.isPrivate()));
        assertThat(figures.get("bytes").asLong())
                .isEqualTo(expected.stream()
                        .filter(Expected::presentAtSource)
                        .mapToLong(e -> e.content().length())
                        .sum());
    }

    private static long count(List<Expected> expected, Predicate<Expected> which) {
        return expected.stream().filter(which).count();
    }

    @Test
    void a_destination_that_was_mistyped_leaves_nothing_behind() {
        String right = migration.bucket();

        migration.set("destination.bucket", right + "-typo");
        assertThat(migration.run("sync").exits(2).err()).contains("there is no bucket \"" + right + "-typo\"");
        migration.set("destination.bucket", right);

        migration.run("sync").exits(0);
    }

    @Test
    void a_source_that_was_another_servers_is_seen_and_can_be_corrected() {
        String empty = migration.bucket() + "-empty";
        site.source().client().createBucket(create -> create.bucket(empty));
        migration.set("source.bucket", empty);
        assertThat(migration.run("sync").exits(0).out()).contains("correct them and begin anew with sync --restart");
        migration.set("source.bucket", site.small().bucket());

        assertThat(migration.run("verify").exits(0).out()).contains("Most objects are missing at the source");
        migration.run("sync", "--restart").exits(0);

        assertThat(migration.run("verify").exits(0).out())
                .contains("Complete")
                .doesNotContain("Most objects are missing");
    }

    @Test
    void another_destination_is_no_place_to_go_on_from_a_checkpoint() {
        migration.run("sync").exits(0);
        String other = migration.bucket() + "-other";
        migration.destination().createBucket(create -> create.bucket(other));
        migration.set("destination.bucket", other);

        for (String[] command : new String[][] {{"sync"}, {"replay"}, {"sync", "accounts", "--restart"}}) {
            assertThat(migration.run(command).exits(2).err())
                    .contains("is of copies at 127.0.0.1:", migration.bucket() + "/, and this run's go to ", other)
                    .contains("set another work.directory, or begin anew here with sync --restart");
        }
        migration.run("sync", "--restart").exits(0);

        long copied = migration.server().expected().stream()
                .filter(Expected::presentAtSource)
                .count();
        assertThat(migration
                        .destination()
                        .listObjectsV2(list -> list.bucket(other))
                        .contents())
                .hasSize((int) copied);
        migration.run("sync").exits(0);
    }
}
