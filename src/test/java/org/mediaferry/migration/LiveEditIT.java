package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A route file that is saved while the program copies. */
@ExtendWith(Site.Resolver.class)
class LiveEditIT {

    private static final String CONCURRENCY = "\"{{transfer.concurrency}}\"";
    private static final String FIRST_STEP = "        - to: {id: get-and-put, uri: \"direct:copy-once\"}\n";

    private final Site site;
    private final Migration migration;
    private final Path transfer;

    LiveEditIT(Site site) {
        this.site = site;
        migration = site.migration(site.large());
        transfer = migration.ownRoutes().resolve("transfer.camel.yaml");
    }

    @Test
    void counts_from_then_on_and_no_object_is_lost() throws IOException {
        Finished finished;
        try (Running run = migration.start("sync", "--concurrency", "1", "--format", "json")) {
            awaitCopies(run, 100);
            save(Files.readString(transfer)
                    .replace(CONCURRENCY, "8")
                    .replace(
                            FIRST_STEP,
                            "        - log: {id: said, loggingLevel: WARN, message: \"edited, now ${body.key}\"}\n"
                                    + FIRST_STEP));
            await().atMost(Cli.PATIENCE).until(() -> !run.isAlive() || run.err().contains("edited, now "));
            finished = run.await(Cli.PATIENCE);
        }

        assertThat(migration.run("report", "--failed").out()).contains("Nothing is missing");
        finished.exits(0);
        assertThat(finished.err()).contains("transfer.camel.yaml - its routes run as it was saved", "edited, now ");
        assertThat(finished.json().get("objects").asInt())
                .isEqualTo(migration.server().expected().size());
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void keeps_what_is_done_about_failures() throws IOException {
        // Slow enough to be edited twice under way
        save(Files.readString(transfer)
                .replace(
                        FIRST_STEP,
                        "        - delay: {id: slowly, constant: \"20\", asyncDelayed: \"false\"}\n" + FIRST_STEP));
        Finished finished;
        Map<String, Integer> puts = new ConcurrentHashMap<>();
        try (FaultProxy proxy = FaultProxy.before(site.destination().endpoint());
                Running run = migration
                        .set("destination.endpoint", proxy.endpoint().toString())
                        .set("retry.attempts", "2")
                        .start("sync", "--concurrency", "1", "--format", "json")) {
            for (String concurrency : List.of("4", "5")) {
                awaitCopies(run, migration.copies().size() + 50);
                save(Files.readString(transfer)
                        .replaceFirst("concurrentConsumers: [^}]+(}})?\"?", "concurrentConsumers: " + concurrency));
                await().atMost(Cli.PATIENCE)
                        .until(() -> !run.isAlive() || saves(run) == Integer.parseInt(concurrency) - 3);
            }
            proxy.refuse((method, path) -> method.equals("PUT") && puts.merge(path, 1, Integer::sum) == 1 ? 503 : 0);
            finished = run.await(Cli.PATIENCE).exits(0);
        }

        assertThat(puts).isNotEmpty().allSatisfy((key, n) -> assertThat(n).isEqualTo(2));
        assertThat(finished.err()).doesNotContain("Failed delivery");
        assertThat(migration.compare().differences()).isEmpty();
        assertThat(finished.json().get("missing").asLong()
                        + finished.json().get("missingOptional").asLong())
                .isEqualTo(migration.server().expected().stream()
                        .filter(e -> !e.presentAtSource())
                        .count());
    }

    private static long saves(Running run) {
        return run.err()
                .lines()
                .filter(line -> line.contains("its routes run as it was saved"))
                .count();
    }

    @Test
    void with_an_error_leaves_the_old_routes_running_and_says_so() throws IOException {
        Finished finished;
        try (Running run = migration.start("sync", "--concurrency", "1", "--format", "json")) {
            awaitCopies(run, 100);
            save(Files.readString(transfer).replace("ref: copies", "ref: nobody"));
            await().atMost(Cli.PATIENCE).until(() -> !run.isAlive() || run.err().contains("transfer.camel.yaml"));
            int before = migration.copies().size();
            awaitCopies(run, before + 20);
            finished = run.await(Cli.PATIENCE).exits(0);
        }

        assertThat(finished.err()).contains("WARN", "transfer.camel.yaml", "nobody");
        assertThat(finished.err().lines()).noneMatch(line -> line.startsWith("\tat "));
        assertThat(migration.compare().differences()).isEmpty();
    }

    /** As an editor should: nobody ever sees half a file. */
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
}
