package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.none;
import static org.mediaferry.harness.S3Request.withHeader;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Rule;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;

/** A destination without ACLs: found out by the first put, and what must be private is not copied unasked. */
@ExtendWith(Site.Resolver.class)
class StoresWithoutAclsIT {

    private final Migration migration;
    private final FaultProxy destination;

    StoresWithoutAclsIT(Site site) {
        migration = site.migration(site.small());
        migration.set("pause.probe-interval", "1s");
        destination = migration.beforeDestination();
    }

    @ParameterizedTest(name = "{0} {1}, {2}")
    @CsvSource({
        "501, NotImplemented, lean",
        "501, NotImplemented, sdk",
        "400, AccessControlListNotSupported, lean",
        "400, AccessControlListNotSupported, sdk"
    })
    void a_store_that_refuses_acls_pauses_the_run_and_it_says_which_setting(int status, String code, String client) {
        migration.set("transfer.client", client);
        Rule refusal = destination.on(withHeader("x-amz-acl")).then(answer(status, code));
        try (Running sync = migration.start("sync", "--format", "json")) {
            await().atMost(Cli.PATIENCE).until(() -> sync.err().contains(" - paused: "));
            int asked = refusal.hits();
            JsonNode paused = migration.status().get("paused");
            assertThat(paused.get(0).get("store").asText()).isEqualTo("destination");
            assertThat(paused.get(0).get("why").asText())
                    .contains("set destination.acl=none")
                    .contains(code);
            refusal.lift();

            Finished finished = sync.await(Cli.PATIENCE).exits(0);
            assertThat(asked).as("puts before the pause").isLessThanOrEqualTo(2 * migration.concurrency() + 10);
            assertThat(finished.json().get("deadLetters").asInt()).isZero();
            assertThat(migration.compare().differences()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"destination.acl=none", "destination.provider=minio"})
    void without_acls_what_must_be_private_is_left_out_and_listed(String setting) {
        migration.set(setting.split("=")[0], setting.split("=")[1]);
        Rule acls = destination.on(withHeader("x-amz-acl")).then(none());

        Finished sync = migration.run("sync", "--format", "json").exits(3);

        assertThat(acls.hits()).isZero();
        assertThat(sync.json().get("leftOut").asLong())
                .isEqualTo(privateOnes().count())
                .isPositive();
        assertThat(sync.json().get("deadLetters").asInt()).isZero();
        assertThat(migration.copies().keySet()).isEqualTo(keys(present().filter(e -> !e.isPrivate())));
        assertThat(leftOut()).isEqualTo(keys(privateOnes()));
        assertThat(migration.status().get("leftOut").asLong())
                .isEqualTo(privateOnes().count());
        JsonNode verified = migration.run("verify", "--format", "json").exits(3).json();
        assertThat(verified.get("leftOut").asLong()).isEqualTo(privateOnes().count());
        assertThat(migration.run("sync").exits(3).out()).contains("mediaferry report --left-out lists them");
    }

    @Test
    void who_says_skip_is_told_and_is_done() {
        migration.set("destination.acl", "none").set("destination.private-objects", "skip");

        Finished sync = migration.run("sync").exits(0);

        assertThat(sync.out()).contains("Left out, because they must be private and no ACL was sent: ");
        assertThat(leftOut()).isEqualTo(keys(privateOnes()));
    }

    @Test
    void what_was_left_out_is_copied_when_somebody_says_so() {
        migration.set("destination.acl", "none");
        migration.run("sync").exits(3);
        migration.set("destination.private-objects", "copy");

        Finished sync = migration.run("sync", "--restart").exits(0);

        assertThat(sync.out()).contains("Copied without an ACL, though they must be private: ");
        assertThat(migration.copies().keySet()).isEqualTo(keys(present()));
        assertThat(leftOut()).isEmpty();
    }

    @Test
    void what_was_left_out_is_copied_when_the_store_has_acls() {
        migration.set("destination.acl", "none");
        migration.run("sync").exits(3);
        migration.unset("destination.acl");

        migration.run("sync").exits(3);
        migration.run("sync", "--restart").exits(0);

        List<Expected> late = present().filter(Expected::isPrivate).toList();
        assertThat(migration.copies().keySet()).isEqualTo(keys(present()));
        assertThat(late).isNotEmpty();
        assertThat(leftOut()).isEmpty();
    }

    private Set<String> leftOut() {
        return migration.run("report", "--left-out", "--format", "jsonl").exits(0).jsonLines().stream()
                .peek(line -> assertThat(line.get("kind").asText()).isEqualTo("left-out"))
                .map(line -> line.get("key").asText())
                .collect(Collectors.toSet());
    }

    private Stream<Expected> privateOnes() {
        return migration.server().expected().stream().filter(Expected::isPrivate);
    }

    private Stream<Expected> present() {
        return migration.server().expected().stream().filter(Expected::presentAtSource);
    }

    private static Set<String> keys(Stream<Expected> expected) {
        return expected.map(Expected::key).collect(Collectors.toSet());
    }
}
