package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.harness.Faults.delay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Kind;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;
import org.mediaferry.harness.TinyDisk;
import org.mediaferry.harness.Traffic;
import org.mediaferry.harness.Traffic.Entry;

/** A ledger without room, damaged, deleted, or wanted by two. */
@ExtendWith(Site.Resolver.class)
class LedgerFaultsIT {

    private static final int QUEUE = 20;
    private static final int CONCURRENCY = 4;

    private final Migration migration;
    private final FaultProxy source;
    private final FaultProxy destination;

    LedgerFaultsIT(Site site) {
        migration = site.migration(site.small());
        source = migration.beforeSource();
        destination = migration.beforeDestination();
    }

    @Test
    void a_full_disk_ends_the_copying_and_a_later_run_goes_on() {
        // A commit an object: the log grows as it does in days of copying
        migration.set("outcome.batch-size", "1").set("outcome.interval", "1ms");
        migration.set("queue.size", "" + QUEUE).set("transfer.concurrency", "" + CONCURRENCY);
        try (TinyDisk disk = TinyDisk.mount(migration.work(), "700k")) {
            migration.within(disk);

            Finished full = migration.run("sync").exits(1);

            assertThat(full.err()).contains("no space is left for the ledger", "free some", "the run continues");
            int arrived = arrived();
            disk.resize("50m");
            assertThat(recorded()).isPositive();
            // What waits for its commit, what is being copied, and what was let through as the commit failed
            assertThat(arrived).isBetween((int) recorded(), (int) recorded() + QUEUE + 2 * CONCURRENCY);

            migration.run("sync").exits(0);

            assertThat(migration.compare().differences()).isEmpty();
            assertThat(migration.missing()).isEqualTo(migration.server().missingKeys());
            assertThat(arrived()).isEqualTo(migration.server().presentKeys().size());
        }
    }

    @Test
    void after_the_loss_of_the_ledger_nothing_is_copied_again() throws IOException {
        migration.run("sync").exits(0);
        Files.delete(migration.work().resolve("ledger.db"));
        source.traffic().forget();
        destination.traffic().forget();

        Finished again = migration.run("sync", "--format", "json").exits(0);

        assertThat(destination.traffic().count(Kind.PUT)).isZero();
        assertThat(source.traffic().byKey(Kind.GET))
                .containsOnlyKeys(migration.server().missingKeys());
        assertThat(again.json().get("alreadyThere").asInt())
                .isEqualTo(migration.server().presentKeys().size());
        assertThat(migration.missing()).isEqualTo(migration.server().missingKeys());
    }

    @Test
    void a_ledger_needs_no_folder_for_temporary_files() {
        migration.variable("MEDIAFERRY_OPTS", "-Djava.io.tmpdir=" + migration.configuration());

        migration.run("sync").exits(0);

        assertThat(arrived()).isEqualTo(migration.server().presentKeys().size());
    }

    @Test
    void a_damaged_ledger_is_refused_with_what_to_do() throws IOException {
        Files.createDirectory(migration.work());
        Files.writeString(migration.work().resolve("ledger.db"), "not what it was".repeat(1000));

        for (String command : List.of("sync", "replay", "status", "report")) {
            Finished run = migration.run(command).exits(1);

            assertThat(run.err()).contains("ledger.db is damaged", "restore it from a backup, or move it");
            assertThat(run.out()).isEmpty();
            assertOneMessage(run);
        }
        assertThat(source.traffic().count(Kind.GET)).isZero();
        assertThat(destination.traffic().count(Kind.PUT)).isZero();
    }

    @Test
    void a_second_run_on_one_work_directory_is_told_of_the_first() {
        destination.on(Kind.PUT).then(delay(Duration.ofMillis(50)));
        try (Running first = migration.start("sync", "--concurrency", "1")) {
            await().atMost(Cli.PATIENCE).until(() -> arrived() > 0);

            for (String command : List.of("sync", "replay")) {
                Finished second = migration.run(command).exits(2);

                assertThat(second.err()).contains("is in use by process " + first.pid(), "work.directory");
                assertOneMessage(second);
            }
            destination.mend();
            first.await(Cli.PATIENCE).exits(0);
        }
        assertThat(migration.compare().differences()).isEmpty();
    }

    private int arrived() {
        return destination.traffic().count(Traffic.of(Kind.PUT).and(Entry::succeeded));
    }

    private long recorded() {
        long recorded = 0;
        for (JsonNode job : migration.status().get("jobs")) {
            recorded += job.get("copied").asLong();
        }
        return recorded;
    }

    private static void assertOneMessage(Finished run) {
        assertThat(run.err().lines())
                .as(run.toString())
                .noneMatch(line -> line.startsWith("\tat ") || line.contains("Caused by"))
                .allMatch(line -> line.startsWith("mediaferry - "));
    }
}
