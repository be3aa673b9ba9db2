package org.mediaferry.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.delay;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.any;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Mastodon;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Served;
import org.mediaferry.harness.Site;

/** The jobs of {@code serve}, steered as its page does it. */
@ExtendWith(Site.Resolver.class)
class JobsIT {

    private final Site site;

    JobsIT(Site site) {
        this.site = site;
    }

    private static JsonNode ledgerOf(JsonNode status, String table) {
        for (JsonNode job : status.get("ledger").get("jobs")) {
            if (job.get("job").asText().equals(table)) {
                return job;
            }
        }
        throw new AssertionError(table + " is not in " + status);
    }

    /** A server whose copies are slow until the destination hurries again. */
    private static FaultProxy slow(Migration migration) {
        FaultProxy proxy = migration.set("transfer.concurrency", "4").beforeDestination();
        proxy.on(any()).then(delay(Duration.ofMillis(20)));
        return proxy;
    }

    @Test
    void a_sync_that_is_started_paused_resumed_and_limited_copies_all() {
        Migration migration = site.migration(site.small());
        FaultProxy proxy = slow(migration);
        try (Served served = Served.start(migration)) {
            served.startJob("sync");
            served.running().until(() -> migration.copies().size() > 20);

            served.post("/api/jobs/sync/pause", "{}").is(200);
            served.running().until(() -> served.status().at("/run/inFlight").asInt() == 0);
            assertThat(served.status().get("state").asText()).isEqualTo("paused");
            assertThat(served.status().at("/ledger/paused/0/store").asText()).isEqualTo("operator");
            assertThat(migration.run("status").out()).contains("Paused, waiting for the operator");

            JsonNode limited = served.post("/api/limits", "{\"copiesAtOnce\":1,\"destinationRate\":5000}")
                    .is(200)
                    .json();
            assertThat(limited.at("/run/copiesAtOnce").asInt()).isEqualTo(1);
            assertThat(limited.at("/run/destination/requestsPerSecondAtMost").asInt())
                    .isEqualTo(5000);
            served.post("/api/jobs/sync/start", "{}").is(409);

            proxy.mend();
            served.post("/api/jobs/sync/resume", "{}").is(200);
            served.awaitState("idle");

            JsonNode status = served.status();
            assertThat(status.at("/last/result").asText()).isEqualTo("done");
            assertThat(status.at("/last/figures/objects").asInt())
                    .isEqualTo(migration.server().expected().size());
            served.stop().exits(0);
        }
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void while_it_is_paused_nothing_new_is_put() {
        Migration migration = site.migration(site.small());
        FaultProxy proxy = slow(migration);
        try (Served served = Served.start(migration)) {
            served.startJob("sync");
            served.running().until(() -> migration.copies().size() > 20);
            served.post("/api/jobs/sync/pause", "{}").is(200);
            // What had begun may end; then nothing comes
            served.running().until(() -> {
                int before = proxy.traffic().count(PUT);
                served.get("/observe/health").is(200);
                return proxy.traffic().count(PUT) == before;
            });
            int puts = proxy.traffic().count(PUT);

            for (int i = 0; i < 20; i++) {
                served.status();
            }

            assertThat(proxy.traffic().count(PUT)).isEqualTo(puts);
            served.post("/api/jobs/sync/stop", "{}").is(200);
            served.awaitState("idle");
            assertThat(served.status().at("/last/result").asText()).isEqualTo("stopped");
        }
    }

    @Test
    void a_signal_ends_a_job_in_good_order_and_the_next_serve_goes_on() {
        Migration migration = site.migration(site.small());
        FaultProxy proxy = slow(migration);
        int copied;
        try (Served served = Served.start(migration, "--set", "serve.sync=once")) {
            served.running().until(() -> migration.copies().size() > 20);
            Finished finished = served.stop().exits(130);
            assertThat(finished.err()).contains("stopping - objects in flight are finished", "sync - ended: stopped");
        }
        copied = migration.copies().size();
        proxy.mend();
        proxy.traffic().forget();
        try (Served served = Served.start(migration, "--set", "serve.sync=once")) {
            served.running()
                    .until(() -> served.status().at("/last/result").asText().equals("done"));
        }

        assertThat(proxy.traffic().count(PUT)).isEqualTo(migration.copies().size() - copied);
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void dead_letters_are_listed_and_replayed() {
        Migration migration = site.migration(site.small());
        FaultProxy proxy = migration.beforeDestination();
        proxy.on(PUT.and(
                        put -> put.key().contains("custom_emojis/") && put.key().contains("/original/")))
                .then(answer(400, "InvalidArgument"));
        try (Served served = Served.start(migration)) {
            served.startJob("sync");
            served.awaitState("idle");
            JsonNode status = served.status();
            int letters = status.at("/ledger/deadLetters").asInt();
            assertThat(letters).isPositive();
            assertThat(status.at("/last/result").asText()).isEqualTo("dead letters");
            JsonNode listed =
                    served.get("/api/dead-letters?reason=other").is(200).json().get("deadLetters");
            assertThat(listed).hasSize(Math.min(50, letters));
            assertThat(listed.get(0).get("key").asText()).contains("custom_emojis/");
            assertThat(listed.get(0).get("cause").asText()).contains("InvalidArgument");
            assertThat(served.get("/observe/metrics").body())
                    .contains("mediaferry_dead_letters{reason=\"other\"} " + letters + ".0");

            proxy.mend();
            served.post("/api/jobs/replay/start", "{\"reason\":\"denied\"}").is(200);
            served.awaitState("idle");
            assertThat(served.status().at("/ledger/deadLetters").asInt()).isEqualTo(letters);
            served.post("/api/jobs/replay/start", "{\"reason\":\"other\",\"table\":\"custom_emojis\",\"key\":\"*\"}")
                    .is(200);
            served.awaitState("idle");

            assertThat(served.status().at("/ledger/deadLetters").asInt()).isZero();
        }
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void rows_that_come_later_are_followed() {
        Mastodon server = site.smallToChange();
        Migration migration = site.migration(server);
        server.execute("CREATE TABLE later AS SELECT * FROM backups; DELETE FROM backups");
        try (Served served =
                Served.start(migration, "--set", "serve.sync=follow", "--set", "serve.follow-interval=1s")) {
            // The last table: what comes to another one from now on is found by the next pass
            served.running()
                    .until(() -> migration.copies().keySet().stream()
                            .anyMatch(key -> key.startsWith("preview_card_providers/")));
            assertThat(migration.copies().keySet()).noneMatch(key -> key.startsWith("backups/"));

            server.execute("INSERT INTO backups SELECT * FROM later");

            served.running()
                    .until(() -> migration.copies().keySet().stream().anyMatch(key -> key.startsWith("backups/")));
            assertThat(served.status().get("state").asText()).isEqualTo("running");
            served.stop().exits(130);
        }
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void a_cron_expression_starts_a_job_and_leaves_it_out_while_one_goes_on() {
        Migration migration = site.migration(site.small());
        FaultProxy proxy = slow(migration);
        try (Served served = Served.start(migration, "--set", "serve.sync=* * * * * ?")) {
            assertThat(served.status().at("/schedules/sync").asText()).isEqualTo("* * * * * ?");
            served.running().until(() -> served.running().err().contains("sync - left out this time"));
            proxy.mend();
            served.running().until(() -> served.running().err().split("sync - ended: done", -1).length > 2);
        }

        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void a_job_that_cannot_begin_says_why_and_the_next_one_can() {
        Migration migration = site.migration(site.small());
        try (Served served = Served.start(migration)) {

            Finished beside =
                    migration.run("sync", "--limit", "1", "site_uploads").exits(0);
            assertThat(beside.err()).doesNotContain("in use");
            served.startJob("sync");
            served.awaitState("idle");
            assertThat(served.status().at("/last/result").asText()).isEqualTo("done");
        }
    }

    @Test
    void a_route_that_is_suspended_while_its_queue_is_full_goes_on_when_it_is_resumed() {
        Migration migration = site.migration(site.small()).set("queue.size", "50");
        FaultProxy proxy = slow(migration);
        String route =
                "{\"type\":\"exec\",\"mbean\":\"org.apache.camel:context=mediaferry,type=routes,name=\\\"transfer\\\"\",";
        try (Served served = Served.start(migration)) {
            served.startJob("sync");
            served.running()
                    .until(() -> served.status().at("/run/queues/transfer").asInt() == 50);

            assertThat(served.jolokia(route + "\"operation\":\"suspend()\"}")
                            .get("status")
                            .asInt())
                    .isEqualTo(200);
            served.running().until(() -> served.status().at("/run/inFlight").asInt() == 0);
            assertThat(served.status().at("/run/queues/transfer").asInt()).isEqualTo(50);
            assertThat(served.jolokia(route + "\"operation\":\"resume()\"}")
                            .get("status")
                            .asInt())
                    .isEqualTo(200);
            proxy.mend();
            served.awaitState("idle");

            assertThat(served.status().at("/last/result").asText()).isEqualTo("done");
            assertThat(served.running().err()).doesNotContain("were interrupted");
        }
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void a_broken_edit_is_shown_where_an_administrator_looks() throws IOException {
        Migration migration = site.migration(site.small());
        Path transfer = migration.ownRoutes().resolve("transfer.camel.yaml");
        String good = Files.readString(transfer);
        FaultProxy proxy = slow(migration);
        try (Served served = Served.start(migration)) {
            served.startJob("sync");
            save(transfer, good.replace("ref: awaitTurn", "ref: noSuchBean"));
            served.running()
                    .until(() -> served.status().get("refusedRouteFiles").size() == 1);

            assertThat(served.status()
                            .at("/refusedRouteFiles/transfer.camel.yaml")
                            .asText())
                    .contains("transfer.camel.yaml", "noSuchBean");
            assertThat(served.get("/observe/health/ready").is(503).body()).contains("noSuchBean");
            served.get("/observe/health/live").is(200);
            assertThat(served.running().err()).contains("noSuchBean");
            assertThat(served.get("/observe/metrics").body()).contains("mediaferry_route_files_refused 1.0");

            save(transfer, good + "# mended\n");
            served.running()
                    .until(() -> served.status().get("refusedRouteFiles").isEmpty());
            served.get("/observe/health/ready").is(200);
            proxy.mend();
            served.awaitState("idle");
        }
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void a_store_that_is_waited_for_is_shown_where_an_administrator_looks() {
        Migration migration =
                site.migration(site.small()).set("pause.probe-interval", "1s").unset("retry.attempts");
        FaultProxy proxy = slow(migration);
        try (Served served = Served.start(migration)) {
            served.startJob("sync");
            served.running().until(() -> migration.copies().size() > 20);
            proxy.goAway();
            served.awaitState("waiting");

            assertThat(served.status().at("/run/destination/waitedFor").asBoolean())
                    .isTrue();
            assertThat(served.status().at("/ledger/paused/0/store").asText()).isEqualTo("destination");
            assertThat(served.get("/observe/health").is(503).body()).contains("waiting for the destination: ");
            served.get("/observe/health/live").is(200);
            assertThat(served.get("/observe/metrics").body())
                    .contains("mediaferry_store_waited_for{store=\"destination\"} 1.0");

            proxy.mend();
            proxy.comeBack();
            served.awaitState("idle");
            assertThat(served.status().at("/last/result").asText()).isEqualTo("done");
        }
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void the_value_of_a_throttle_is_changed_while_it_runs() throws IOException {
        Migration migration = site.migration(site.small()).set("transfer.concurrency", "4");
        Path transfer = migration.ownRoutes().resolve("transfer.camel.yaml");
        String step = "        - to: {id: get-and-put,";
        String throttle = "        - throttle: {id: slowly, expression: {constant: \"5\"}, timePeriodMillis: 1000}\n";
        save(transfer, Files.readString(transfer).replace(step, throttle + step));
        String bean =
                "\"mbean\":\"org.apache.camel:context=mediaferry,type=processors,name=\\\"slowly\\\"\",\"attribute\":\"MaximumRequests\"";
        try (Served served = Served.start(migration)) {
            served.startJob("sync");
            served.running().until(() -> migration.copies().size() > 5);
            assertThat(served.jolokia("{\"type\":\"read\"," + bean + "}")
                            .get("value")
                            .asInt())
                    .isEqualTo(5);

            assertThat(served.jolokia("{\"type\":\"write\"," + bean + ",\"value\":10000}")
                            .get("status")
                            .asInt())
                    .isEqualTo(200);

            // At five a second it would take more than a minute
            served.awaitState("idle");
            assertThat(served.status().at("/last/figures/seconds").asDouble()).isLessThan(60);
        }
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void the_consoles_own_routes_can_be_edited_too() throws IOException {
        Migration migration = site.migration(site.small());
        Path api = migration.ownRoutes().resolve("console/api.camel.yaml");
        String good = Files.readString(api);
        try (Served served = Served.start(migration)) {
            save(api, good.replace("ref: api, method: status", "ref: nobody, method: status"));
            served.running()
                    .until(() -> served.status().get("refusedRouteFiles").size() == 1);
            assertThat(served.status().at("/refusedRouteFiles/api.camel.yaml").asText())
                    .contains("nobody");

            save(
                    api,
                    good.replace(
                            "        - bean: {id: status, ref: api, method: status}",
                            "        - bean: {id: status, ref: api, method: status}\n"
                                    + "        - setHeader: {id: edited, name: Edited, constant: \"yes\"}"));
            // While Camel replaces a route of this file, its path is nobody's for a moment
            served.running().until(() -> served.get("/api/status").headers().containsKey("edited"));
            assertThat(served.status().get("refusedRouteFiles")).isEmpty();
            served.running()
                    .until(() -> served.post("/api/limits", "{\"logLevel\":\"WARN\"}")
                                    .status()
                            == 200);
        }
    }

    private static void save(Path file, String text) throws IOException {
        Path whole = file.resolveSibling("new");
        Files.writeString(whole, text);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void the_console_of_a_sync_shows_the_numbers_of_status() {
        Migration migration = site.migration(site.small());
        FaultProxy proxy = slow(migration);
        Finished finished;
        try (Served served = Served.of(migration, List.of("sync", "--console", "--format", "json"))) {
            served.running().until(() -> migration.copies().size() > 20);
            served.post("/api/jobs/sync/pause", "{}").is(200);
            served.running().until(() -> {
                JsonNode both = migration.status();
                return both.equals(served.status().get("ledger"));
            });
            served.post("/api/jobs/replay/start", "{}").is(409);
            assertThat(served.jolokia("{\"type\":\"read\",\"mbean\":\"org.mediaferry:type=Jobs\"}")
                            .at("/value/Objects")
                            .asInt())
                    .isEqualTo(served.status().at("/run/objects").asInt());
            proxy.mend();
            served.jolokia("{\"type\":\"exec\",\"mbean\":\"org.mediaferry:type=Jobs\",\"operation\":\"resume\"}");
            finished = served.running().await(Duration.ofSeconds(60)).exits(0);
        }

        assertThat(finished.json().get("objects").asInt())
                .isEqualTo(migration.server().expected().size());
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void the_log_is_also_in_a_file_and_its_lines_are_json_if_wanted() throws IOException {
        Migration migration = site.migration(site.small());
        Path log = migration.work().resolve("mediaferry.log");
        try (Served served = Served.start(migration, "--log-format", "json")) {
            served.post("/api/limits", "{\"logLevel\":\"DEBUG\"}").is(200);
            served.startJob("sync");
            served.awaitState("idle");

            List<String> lines = served.running().err().lines().toList();
            assertThat(lines).hasSizeGreaterThan(10);
            for (String line : lines) {
                JsonNode event = new ObjectMapper().readTree(line);
                assertThat(event.get("level").asText()).as(line).isIn("DEBUG", "INFO", "WARN");
                assertThat(event.get("timestamp").asLong()).isPositive();
                assertThat(event.get("formattedMessage").asText()).isNotBlank();
            }
            assertThat(lines).anyMatch(line -> line.contains("sync - ended: done"));
            assertThat(Files.readAllLines(log)).containsAll(lines);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void metrics_tell_what_the_ledger_tells() {
        Migration migration = site.migration(site.small());
        FaultProxy proxy = slow(migration);
        try (Served served = Served.start(migration)) {
            served.startJob("sync");
            served.running().until(() -> migration.copies().size() > 20);
            served.post("/api/jobs/sync/pause", "{}").is(200);
            // The outcomes of the last ones are committed in groups
            served.running()
                    .until(() -> ledgerOf(served.status(), "custom_emojis")
                                    .get("copied")
                                    .asLong()
                            == migration.copies().keySet().stream()
                                    .filter(key -> key.contains("custom_emojis/"))
                                    .count());
            JsonNode emojis = ledgerOf(served.status(), "custom_emojis");

            String metrics = served.get("/observe/metrics").is(200).body();

            assertThat(metrics)
                    .contains("mediaferry_job_running 1.0", "mediaferry_job_paused 1.0")
                    .contains("mediaferry_objects_total{outcome=\"copied\",table=\"custom_emojis\"} "
                            + emojis.get("copied").asDouble())
                    .contains("mediaferry_copied_bytes_total{table=\"custom_emojis\"} "
                            + emojis.get("bytes").asDouble())
                    .contains("# TYPE mediaferry_objects_total counter", "# HELP mediaferry_objects_total ")
                    .contains("mediaferry_store_requests_seconds_count{kind=\"put\",store=\"destination\"}")
                    .contains("mediaferry_queue_messages{queue=\"transfer\"}")
                    .contains("jvm_memory_used_bytes");
            proxy.mend();
        }
    }
}
