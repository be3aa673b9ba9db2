package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.Expected;

/** Objects that the destination refuses: given up, listed, and copied later. */
@ExtendWith(Site.Resolver.class)
class DeadLettersIT {

    private final Migration migration;
    private final FaultProxy proxy;
    private final Map<String, Integer> puts = new ConcurrentHashMap<>();

    DeadLettersIT(Site site) {
        migration = site.migration(site.small());
        proxy = FaultProxy.before(site.destination().endpoint());
        migration.set("destination.endpoint", proxy.endpoint().toString());
        proxy.refuse((method, path) -> {
            int status = path.contains("/accounts/") ? 403 : path.contains("/custom_emojis/") ? 503 : 0;
            if (!method.equals("PUT") || status == 0) {
                return 0;
            }
            puts.merge(path.substring(1 + migration.bucket().length() + 1), 1, Integer::sum);
            return status;
        });
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
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
        assertThat(keys(lines)).isEqualTo(refused());
        assertThat(lines).allSatisfy(line -> {
            boolean denied = line.get("table").asText().equals("accounts");
            assertThat(line.get("kind").asText()).isEqualTo("dead-letter");
            assertThat(line.get("reason").asText()).isEqualTo(denied ? "denied" : "transient");
            assertThat(puts.get(line.get("key").asText())).isEqualTo(denied ? 1 : 2);
            assertThat(line.get("tries").asInt()).isEqualTo(denied ? 1 : 2);
            assertThat(line.get("cause").asText()).contains("told to refuse", denied ? "403" : "503");
        });
        String csv =
                migration.run("report", "--failed", "--format", "csv").exits(0).out();
        assertThat(csv.lines()).hasSize(1 + refused().size());
        assertThat(csv.lines().findFirst())
                .contains("kind,table,id,attachment,style,key,mandatory,remote,reason,tries,firstAt,lastAt,cause");
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
        migration.run("sync", "accounts", "custom_emojis").exits(3);
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
                        .compare(all().stream().filter(DeadLettersIT::isRefused))
                        .differences())
                .isEmpty();
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
