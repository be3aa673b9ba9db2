package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.holdUntil;
import static org.mediaferry.harness.Faults.loseAnswer;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.keyWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;

/** Objects that the destination refuses: given up, listed, and copied later. */
@ExtendWith(Site.Resolver.class)
class DeadLettersIT {

    private final Migration migration;
    private final FaultProxy proxy;

    DeadLettersIT(Site site) {
        migration = site.migration(site.small());
        proxy = migration.beforeDestination();
        proxy.on(PUT.and(keyWith("accounts/"))).then(answer(403, "AccessDenied"));
        proxy.on(PUT.and(keyWith("custom_emojis/"))).then(answer(500, "InternalError"));
    }

    @Test
    void what_is_refused_is_listed_with_its_reason_and_copied_by_a_replay() {
        var run = migration.run("sync", "--format", "json").exits(3);

        assertThat(run.json().get("deadLetters").asInt()).isEqualTo(refused().size());
        assertThat(migration.compare(all().stream().filter(e -> !isRefused(e))).differences())
                .isEmpty();
        assertListed();

        migration.run("replay").exits(3);

        assertThat(reported()).hasSameSizeAs(refused());

        proxy.mend();
        var replay = migration.run("replay", "--format", "json").exits(0);

        assertThat(replay.json().get("copied").asInt()).isEqualTo(refused().size());
        assertThat(migration.compare().differences()).isEmpty();
        assertThat(reported()).isEmpty();
    }

    private void assertListed() {
        var lines = reported();
        Map<String, Integer> puts = proxy.traffic().byKey(PUT);
        assertThat(keys(lines)).isEqualTo(refused());
        assertThat(lines).allSatisfy(line -> {
            boolean denied = line.get("table").asText().equals("accounts");
            assertThat(line.get("kind").asText()).isEqualTo("dead-letter");
            assertThat(line.get("reason").asText()).isEqualTo(denied ? "denied" : "transient");
            assertThat(puts.get(line.get("key").asText())).isEqualTo(denied ? 1 : 2);
            assertThat(line.get("tries").asInt()).isEqualTo(denied ? 1 : 2);
            assertThat(line.get("cause").asText()).contains("told to refuse", denied ? "403" : "500");
        });
        String csv =
                migration.run("report", "--failed", "--format", "csv").exits(0).out();
        assertThat(csv.lines()).hasSize(1 + refused().size());
        assertThat(csv.lines().findFirst())
                .contains(
                        "kind,table,id,attachment,style,key,mandatory,remote,remoteUrl,reason,tries,firstAt,lastAt,cause");
        assertThat(csv).contains(",denied,1,", ",transient,2,", "told to refuse");
        String table = migration.run("report", "--failed").exits(0).out();
        assertThat(table)
                .contains(
                        "denied, 1 tries",
                        "transient, 2 tries",
                        "told to refuse",
                        refused().size() + " in all");
    }

    @Test
    void a_replay_takes_what_its_filters_say() {
        migration.run("sync", "site_uploads", "custom_emojis", "accounts").exits(3);
        proxy.mend();
        var keys = refused();

        migration.run("replay", "--reason", "corrupt").exits(3);
        assertThat(keys(reported())).isEqualTo(keys);

        migration.run("replay", "--key", "*/static/*", "--table", "accounts").exits(3);
        keys.removeIf(key -> key.contains("accounts/") && key.contains("/static/"));
        assertThat(keys(reported())).isEqualTo(keys);

        migration.run("replay", "--table", "accounts").exits(3);
        keys.removeIf(key -> key.contains("accounts/"));
        assertThat(keys(reported())).isEqualTo(keys).isNotEmpty();

        migration.run("replay", "--reason", "transient").exits(0);
        assertThat(reported()).isEmpty();
        assertThat(migration
                        .compare(all().stream()
                                .filter(e -> isRefused(e) || e.key().startsWith("site_uploads/")))
                        .differences())
                .isEmpty();
    }

    @Test
    void replayed_twice_they_are_copied_once() {
        migration.run("sync").exits(3);
        proxy.mend();
        proxy.traffic().forget();

        migration.run("replay").exits(0);
        Finished second = migration.run("replay", "--format", "json").exits(0);

        assertThat(second.json().get("objects").asInt()).isZero();
        assertThat(proxy.traffic().byKey(PUT)).containsOnlyKeys(refused());
        assertThat(proxy.traffic().byKey(PUT).values()).containsOnly(1);
        assertThat(reported()).isEmpty();
    }

    @Test
    void a_replay_during_a_run_is_refused_and_loses_none() {
        proxy.mend();
        proxy.on(PUT.and(keyWith("accounts/"))).then(answer(403, "AccessDenied"));
        CountDownLatch later = new CountDownLatch(1);
        proxy.on(PUT.and(keyWith("media_attachments/"))).then(holdUntil(later));
        try (Running run = migration.start("sync")) {
            await().atMost(Cli.PATIENCE).until(() -> proxy.traffic().count(PUT, 403) >= 10);

            assertThat(migration.run("replay").exits(2).err()).contains("is in use by process " + run.pid());

            later.countDown();
            run.await(Cli.PATIENCE).exits(3);
        }
        proxy.mend();
        migration.run("replay").exits(0);
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void a_replay_that_is_killed_is_taken_up_again_and_loses_none() {
        migration.run("sync").exits(3);
        proxy.mend();
        proxy.traffic().forget();
        CompletableFuture<Running> replay = new CompletableFuture<>();
        proxy.on(PUT).after(20).then(loseAnswer().after(() -> replay.join().kill()));

        replay.complete(migration.start("replay"));
        assertThat(replay.join().await(Cli.PATIENCE).exit()).isEqualTo(137);
        proxy.mend();
        migration.run("replay").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
        assertThat(reported()).isEmpty();
        assertThat(proxy.traffic().count(PUT)).isLessThanOrEqualTo(2 * refused().size());
    }

    private List<JsonNode> reported() {
        return migration.run("report", "--failed", "--format", "jsonl").exits(0).jsonLines();
    }

    private static Set<String> keys(List<JsonNode> lines) {
        return lines.stream().map(line -> line.get("key").asText()).collect(Collectors.toSet());
    }

    private List<Expected> all() {
        return migration.server().expected();
    }

    /** The keys of the objects that the source has and the destination refuses. */
    private Set<String> refused() {
        return all().stream()
                .filter(e -> isRefused(e) && e.presentAtSource())
                .map(Expected::key)
                .collect(Collectors.toSet());
    }

    private static boolean isRefused(Expected expected) {
        return Set.of("accounts", "custom_emojis").contains(expected.object().table());
    }
}
