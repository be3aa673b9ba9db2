package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.delay;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.any;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Kind;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Rule;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;
import org.mediaferry.harness.Traffic;

/** A route file that is saved while the program copies. */
@Order(1)
@ExtendWith(Site.Resolver.class)
class LiveEditIT {

    private static final String CONCURRENCY = "\"{{transfer.concurrency}}\"";
    private static final String FIRST_STEP = "        - to: {id: get-and-put, uri: \"direct:copy-once\"}\n";

    private final Migration migration;
    private final Path transfer;
    private final FaultProxy proxy;

    LiveEditIT(Site site) {
        migration = site.migration(site.large());
        transfer = migration.ownRoutes().resolve("transfer.camel.yaml");
        proxy = migration.beforeDestination();
    }

    /** A run that is slow until the destination hurries again, so that it is not over before the edit counts. */
    private Running start() {
        proxy.on(any()).then(delay(Duration.ofMillis(20)));
        return migration.start("sync", "--concurrency", "1", "--format", "json");
    }

    @Test
    void counts_from_then_on_and_no_object_is_lost() throws IOException {
        Finished finished;
        try (Running run = start()) {
            awaitCopies(run, 100);
            save(Files.readString(transfer)
                    .replace(CONCURRENCY, "8")
                    .replace(
                            FIRST_STEP,
                            "        - log: {id: said, loggingLevel: WARN, message: \"edited, now ${body.key}\"}\n"
                                    + FIRST_STEP));
            await().atMost(Cli.PATIENCE).until(() -> !run.isAlive() || run.err().contains("edited, now "));
            proxy.mend();
            finished = run.await(Cli.PATIENCE);
        }

        assertThat(migration.run("report", "--failed").out()).contains("Nothing of what was asked for");
        finished.exits(0);
        assertThat(finished.err()).contains("transfer.camel.yaml - its routes run as it was saved", "edited, now ");
        assertThat(finished.json().get("objects").asInt())
                .isEqualTo(migration.server().expected().size());
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void keeps_what_is_done_about_failures() throws IOException {
        Rule refused;
        Finished finished;
        try (Running run = start()) {
            for (int saves = 1; saves <= 2; saves++) {
                awaitCopies(run, migration.copies().size() + 50);
                save(Files.readString(transfer).replace(CONCURRENCY, "8") + "# saved once more\n");
                awaitSaves(run, saves);
            }
            proxy.mend();
            proxy.traffic().forget();
            refused = proxy.on(PUT.and(put -> put.key().hashCode() % 4 == 0))
                    .firstOfEachKey(1)
                    .then(answer(500, "InternalError"));
            finished = run.await(Cli.PATIENCE).exits(0);
        }

        Map<String, Integer> puts = proxy.traffic().byKey(PUT);
        assertThat(proxy.traffic().entries(Traffic.faulty()))
                .hasSize(refused.hits())
                .isNotEmpty()
                .allSatisfy(put -> assertThat(puts).containsEntry(put.key(), 2));
        // What a reload interrupts is told of as a failure, and queued again
        String afterReloads = finished.err().substring(finished.err().lastIndexOf("its routes run as it was saved"));
        assertThat(afterReloads).doesNotContain("Failed delivery");
        assertThat(migration.compare().differences()).isEmpty();
        assertThat(finished.json().get("missing").asLong()
                        + finished.json().get("missingOptional").asLong())
                .isEqualTo(migration.server().expected().stream()
                        .filter(e -> !e.presentAtSource())
                        .count());
    }

    @Test
    void makes_no_dead_letter_of_what_waits_for_others() throws IOException {
        migration.set("transfer.concurrency", "auto");
        proxy.on(PUT).then(delay(Duration.ofMillis(200)));
        Finished finished;
        try (Running run = migration.start("sync", "--format", "json")) {
            awaitCopies(run, 50);
            save(Files.readString(transfer) + "# saved once more\n");
            awaitSaves(run, 1);
            proxy.mend();
            finished = run.await(Cli.PATIENCE).exits(0);
        }

        assertThat(finished.json().get("deadLetters").asInt()).isZero();
        assertThat(finished.json().get("objects").asInt())
                .isEqualTo(migration.server().expected().size());
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void with_an_error_leaves_the_old_routes_running_and_says_so() throws IOException {
        Finished finished;
        try (Running run = start()) {
            awaitCopies(run, 100);
            save(Files.readString(transfer).replace("ref: copies", "ref: nobody"));
            await().atMost(Cli.PATIENCE).until(() -> !run.isAlive() || run.err().contains("transfer.camel.yaml"));
            int before = migration.copies().size();
            awaitCopies(run, before + 20);
            proxy.mend();
            finished = run.await(Cli.PATIENCE).exits(0);
        }

        assertThat(finished.err()).contains("WARN", "transfer.camel.yaml", "nobody");
        assertThat(finished.err().lines()).noneMatch(line -> line.startsWith("\tat "));
        assertThat(migration.compare().differences()).isEmpty();
    }

    /** As an editor should: nobody ever sees half a file. */
    @Test
    void of_the_bound_of_requests_holds_within_a_second() throws IOException {
        proxy.on(PUT).then(delay(Duration.ofMillis(50)));
        try (Running run = migration.start("sync", "--concurrency", "8", "--format", "json")) {
            awaitCopies(run, 50);
            save(Files.readString(transfer).replace("{{destination.max-rate}}", "20"));
            awaitSaves(run, 1);
            proxy.traffic().forget();
            await().atMost(Cli.PATIENCE).until(() -> proxy.traffic().now().compareTo(Duration.ofSeconds(5)) > 0);
            int putsInFiveSeconds = proxy.traffic().count(Kind.PUT);
            assertThat(run.isAlive()).as(run.err()).isTrue();
            proxy.mend();
            save(Files.readString(transfer).replace("expression: \"20\"", "expression: \"0\""));

            Finished finished = run.await(Cli.PATIENCE).exits(0);

            assertThat(putsInFiveSeconds).isBetween(50, 130);
            assertThat(finished.json().get("deadLetters").asInt()).isZero();
            assertThat(migration.compare().differences()).isEmpty();
        }
    }

    private void save(String text) throws IOException {
        assertThat(text).isNotEqualTo(Files.readString(transfer));
        Path written = Files.writeString(migration.directory().resolve("transfer.new"), text);
        Files.move(written, transfer, StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitCopies(Running run, int atLeast) {
        await().atMost(Cli.PATIENCE)
                .until(() -> !run.isAlive() || migration.copies().size() >= atLeast);
        assertThat(run.isAlive()).as(run.err()).isTrue();
    }

    private static void awaitSaves(Running run, int saves) {
        await().atMost(Cli.PATIENCE).until(() -> !run.isAlive() || saves(run) == saves);
    }

    private static long saves(Running run) {
        return run.err()
                .lines()
                .filter(line -> line.contains("its routes run as it was saved"))
                .count();
    }
}
