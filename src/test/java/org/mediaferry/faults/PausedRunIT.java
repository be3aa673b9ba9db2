package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Kind.GET;
import static org.mediaferry.harness.Kind.LIST;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.any;
import static org.mediaferry.harness.S3Request.keyWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Rule;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;
import org.mediaferry.harness.Traffic;

/** Faults that concern everything: the run pauses, says so, asks once an interval, and goes on by itself. */
@ExtendWith(Site.Resolver.class)
class PausedRunIT {

    private final Migration migration;
    private final FaultProxy source;
    private final FaultProxy destination;

    PausedRunIT(Site site) {
        migration = site.migration(site.small());
        migration.set("pause.probe-interval", "1s");
        source = migration.beforeSource();
        destination = migration.beforeDestination();
    }

    @Test
    void a_store_that_is_down_is_asked_once_an_interval_and_the_run_goes_on_when_it_is_back() {
        migration.unset("retry.attempts");
        Rule down = destination.on(any()).after(60).then(org.mediaferry.harness.Faults.cut());
        try (Running sync = migration.start("sync", "--format", "json")) {
            JsonNode pause = awaitPause(sync);
            assertThat(pause.get("store").asText()).isEqualTo("destination");
            int asked = down.hits();
            destination.traffic().forget();
            awaitTime(5);
            assertThat(down.hits() - asked).as("questions in five seconds").isBetween(2, 7);
            down.lift();

            finishesWithoutDeadLetters(sync);
            assertThat(sync.err()).contains("destination - paused: ").contains("destination - goes on after ");
        }
    }

    @ParameterizedTest(name = "{1} for everything at the {0}")
    @CsvSource({
        "source, InvalidAccessKeyId, 403",
        "source, AccessDenied, 403",
        "destination, ExpiredToken, 400",
        "destination, Unauthorized, 401",
        "destination, NoSuchBucket, 404"
    })
    void what_is_refused_for_everything_pauses_until_it_works_and_makes_no_dead_letter(
            String side, String code, int status) {
        FaultProxy refusing = side.equals("source") ? source : destination;
        Rule refusal = refusing.on(any()).after(60).then(answer(status, code));
        try (Running sync = migration.start("sync", "--format", "json")) {
            JsonNode pause = awaitPause(sync);
            assertThat(pause.get("store").asText()).isEqualTo(side);
            assertThat(pause.get("why").asText()).contains(side + ".");
            refusal.lift();

            finishesWithoutDeadLetters(sync);
        }
    }

    @Test
    void puts_that_are_all_denied_pause_even_when_the_store_still_lists() {
        Rule denial = destination.on(PUT).after(60).then(answer(403, "AccessDenied"));
        try (Running sync = migration.start("sync", "--format", "json")) {
            assertThat(awaitPause(sync).get("why").asText()).contains("rights taken away");
            denial.lift();

            finishesWithoutDeadLetters(sync);
        }
    }

    @Test
    void a_full_destination_pauses_and_a_signal_asks_it_at_once() throws IOException, InterruptedException {
        migration.set("pause.probe-interval", "10m");
        Rule full = destination.on(PUT).after(60).then(answer(507, "InsufficientStorage"));
        try (Running sync = migration.start("sync", "--format", "json")) {
            assertThat(awaitPause(sync).get("why").asText()).contains("is it full");
            full.lift();

            signal(sync, "CONT");

            finishesWithoutDeadLetters(sync);
        }
    }

    @Test
    void gets_that_are_denied_for_single_objects_are_dead_letters_and_the_run_goes_on() {
        String denied = "/static/";
        source.on(GET.and(keyWith(denied))).then(answer(403, "AccessDenied"));

        Finished sync = migration.run("sync", "--format", "json").exits(3);

        List<Expected> others = migration.server().expected().stream()
                .filter(e -> !e.key().contains(denied))
                .toList();
        assertThat(sync.err()).doesNotContain("paused");
        assertThat(migration.compare(others.stream()).differences()).isEmpty();
        assertThat(migration
                        .run("report", "--failed", "--format", "jsonl")
                        .exits(0)
                        .jsonLines())
                .hasSize(sync.json().get("deadLetters").asInt())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.get("reason").asText()).isEqualTo("denied"))
                .allSatisfy(line -> assertThat(line.get("key").asText()).contains(denied));
    }

    @Test
    void a_paused_run_ends_at_once_on_a_signal_and_loses_nothing() {
        Rule gone = destination.on(any()).after(60).then(answer(404, "NoSuchBucket"));
        try (Running sync = migration.start("sync", "--format", "json")) {
            awaitPause(sync);
            long begin = System.nanoTime();
            sync.terminate();
            sync.await(Cli.PATIENCE).exits(130);
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin))
                    .isLessThan(15);
        }
        gone.lift();

        migration.run("sync").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
        assertThat(migration.status().get("paused")).isEmpty();
    }

    @Test
    void listings_wait_for_a_store_that_is_down_as_well() {
        destination.on(LIST).after(1).first(3).then(answer(500, "InternalError"));

        migration.run("sync").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
        assertThat(destination.traffic().count(Traffic.faulty())).isPositive();
    }

    private JsonNode awaitPause(Running sync) {
        await().atMost(Cli.PATIENCE).until(() -> {
            assertThat(sync.isAlive()).as(sync.err()).isTrue();
            return sync.err().contains(" - paused: ");
        });
        JsonNode paused = migration.status().get("paused");
        assertThat(paused).hasSize(1);
        assertThat(migration.run("status").exits(0).out()).contains("Paused, waiting for the ");
        return paused.get(0);
    }

    private void awaitTime(int seconds) {
        await().atMost(Cli.PATIENCE)
                .until(() -> destination.traffic().now().compareTo(Duration.ofSeconds(seconds)) > 0);
    }

    private void finishesWithoutDeadLetters(Running sync) {
        Finished finished = sync.await(Cli.PATIENCE).exits(0);
        assertThat(finished.json().get("deadLetters").asInt()).isZero();
        assertThat(migration.compare().differences()).isEmpty();
    }

    private static void signal(Running process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
