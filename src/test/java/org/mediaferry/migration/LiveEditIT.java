package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A route file that is saved while the program copies. */
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
        proxy = FaultProxy.before(site.destination().endpoint());
        migration.set("destination.endpoint", proxy.endpoint().toString());
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    /** A run that is slow until the destination hurries again, so that it is not over before the edit counts. */
    private Running start() {
        proxy.refuse((method, path) -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            return 0;
        });
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

        assertThat(migration.run("report", "--failed").out()).contains("Nothing is missing");
        finished.exits(0);
        assertThat(finished.err()).contains("transfer.camel.yaml - its routes run as it was saved", "edited, now ");
        assertThat(finished.json().get("objects").asInt())
                .isEqualTo(migration.server().expected().size());
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void keeps_what_is_done_about_failures() throws IOException {
        Map<String, Integer> puts = new ConcurrentHashMap<>();
        Finished finished;
        try (Running run = start()) {
            for (int saves = 1; saves <= 2; saves++) {
                awaitCopies(run, migration.copies().size() + 50);
                save(Files.readString(transfer).replace(CONCURRENCY, "8") + "# saved once more\n");
                awaitSaves(run, saves);
            }
            proxy.refuse((method, path) ->
                    method.equals("PUT") && path.hashCode() % 4 == 0 && puts.merge(path, 1, Integer::sum) == 1
                            ? 503
                            : 0);
            finished = run.await(Cli.PATIENCE).exits(0);
        }

        assertThat(puts).isNotEmpty().allSatisfy((path, n) -> assertThat(n).isEqualTo(2));
        assertThat(finished.err()).doesNotContain("Failed delivery");
        assertThat(migration.compare().differences()).isEmpty();
        assertThat(finished.json().get("missing").asLong()
                        + finished.json().get("missingOptional").asLong())
                .isEqualTo(migration.server().expected().stream()
                        .filter(e -> !e.presentAtSource())
                        .count());
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
