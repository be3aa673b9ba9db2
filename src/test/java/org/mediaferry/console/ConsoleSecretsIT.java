package org.mediaferry.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Kind.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Served;
import org.mediaferry.harness.Site;

/** Secrets that work, and whatever an administrator of the console can get to see while a sync goes on. */
@ExtendWith(Site.Resolver.class)
class ConsoleSecretsIT {

    private final Site site;
    private final Migration migration;
    private final List<String> secrets;

    ConsoleSecretsIT(Site site) {
        this.site = site;
        this.migration = site.migration(site.small());
        this.secrets = List.of(
                site.postgres().password(),
                site.source().secretKey(),
                site.destination().secretKey(),
                site.source().accessKey(),
                site.destination().accessKey());
    }

    @Test
    void no_secret_is_in_mbeans_pages_metrics_messages_dead_letters_log_or_process_list() throws IOException {
        migration
                .beforeDestination()
                .on(PUT.and(put -> put.key().contains("site_uploads/")))
                .then(answer(400, "InvalidArgument"));
        migration.set("destination.max-rate", "10").set("log.level", "TRACE");
        try (Served served = Served.start(migration, "--verbose")) {
            served.startJob("sync");
            served.running()
                    .until(() -> served.status().at("/ledger/deadLetters").asInt() > 0
                            && served.status().at("/run/queues/transfer").asInt() > 0);

            List<String> seen = new ArrayList<>();
            for (String page : List.of(
                    "/", "/api/status", "/api/dead-letters", "/observe/health", "/observe/metrics", "/hawtio/user")) {
                seen.add(served.get(page).is(200).body());
            }
            int attributes = readAllMBeans(served, seen);
            seen.add(served.jolokia(
                            "{\"type\":\"exec\",\"mbean\":\"org.apache.camel:context=mediaferry,type=endpoints,name=\\\"seda://transfer\\\"\",\"operation\":\"browseAllMessagesAsXml(java.lang.Boolean)\",\"arguments\":[true]}")
                    .toString());
            seen.add(Files.readString(
                    Path.of("/proc", Long.toString(served.running().pid()), "cmdline")));
            seen.add(served.running().err());
            seen.add(served.running().out());

            assertThat(attributes).isGreaterThan(1000);
            assertThat(seen.get(seen.size() - 4)).contains("table", "attachment");
            List<String> all = Stream.concat(secrets.stream(), Stream.of(served.password()))
                    .toList();
            assertThat(seen).allSatisfy(text -> assertThat(text).doesNotContain(all));
            // The console's password is in its file, and nowhere else of the work directory
            for (String secret : all) {
                assertThat(filesWith(secret))
                        .isEqualTo(secret.equals(served.password()) ? List.of("console-password") : List.of());
            }
        }
    }

    /** Reads whatever the console's policy lets through; returns how many attributes there were. */
    private static int readAllMBeans(Served served, List<String> seen) {
        JsonNode names =
                served.jolokia("{\"type\":\"search\",\"mbean\":\"*:*\"}").get("value");
        int attributes = 0;
        for (JsonNode name : names) {
            JsonNode answer = served.jolokia("{\"type\":\"read\",\"mbean\":" + name + "}");
            if (answer.get("status").asInt() == 200) {
                attributes += answer.get("value").size();
                seen.add(answer.toString());
            } else {
                assertThat(name.asText()).doesNotStartWith("org.mediaferry");
            }
        }
        return attributes;
    }

    private List<String> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(migration.work())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toList());
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
