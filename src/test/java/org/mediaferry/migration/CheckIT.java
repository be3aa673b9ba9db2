package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.changingHead;
import static org.mediaferry.harness.S3Request.any;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Faults;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Kind;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The preflight, on what works and on what does not. */
@ExtendWith(Site.Resolver.class)
class CheckIT {

    private final Migration migration;

    CheckIT(Site site) {
        migration = site.migration(site.smallToChange());
    }

    private Finished check(String... more) {
        List<String> command = new ArrayList<>(List.of("check", "--format", "json"));
        command.addAll(List.of(more));
        return migration.run(command.toArray(String[]::new));
    }

    /** The one line of an area and a check. */
    private static JsonNode line(Finished check, String area, String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode line : check.json().get("checks")) {
            if (line.get("area").asText().equals(area)
                    && line.get("check").asText().equals(name)) {
                found.add(line);
            }
        }
        assertThat(found).as(check.toString()).hasSize(1);
        return found.get(0);
    }

    private static void assertLine(Finished check, String area, String name, String verdict, String... parts) {
        JsonNode line = line(check, area, name);
        assertThat(line.get("verdict").asText()).as(line.toString()).isEqualTo(verdict);
        String said =
                line.get("evidence").asText() + " -> " + line.get("advice").asText();
        assertThat(parts).allSatisfy(part -> assertThat(said).contains(part));
    }

    @Test
    void leaves_no_probe_when_it_is_interrupted() {
        CountDownLatch never = new CountDownLatch(1);
        migration.beforeDestination().on(Kind.GET).then(Faults.holdUntil(never));

        try (Running check = migration.start("check")) {
            check.until(() -> !probes().isEmpty());
            check.signal("TERM");
            check.await(Cli.PATIENCE);
        } finally {
            never.countDown();
        }

        assertThat(probes()).isEmpty();
    }

    private List<String> probes() {
        return migration.destination().listObjectsV2(list -> list.bucket(migration.bucket())).contents().stream()
                .map(S3Object::key)
                .filter(key -> key.contains("mediaferry-check-"))
                .toList();
    }

    @Test
    void stores_and_database_that_will_do_are_ok_and_the_probe_is_gone() {
        Finished check = check().exits(0);

        assertLine(check, "configuration", "settings", "ok", "mediaferry.properties");
        assertLine(check, "database", "connection", "ok", "PostgreSQL 17");
        assertLine(check, "database", "role", "warning", "may change rows");
        assertLine(check, "database", "schema", "ok", "8 tables");
        for (String side : List.of("source", "destination")) {
            assertLine(check, side, "bucket", "ok", "bucket in the path");
            assertLine(check, side, "clock", "ok", "agrees with");
            assertLine(check, side, "list", "ok", "in order");
            assertLine(check, side, "anonymous listing", "ok", "refused (403)");
        }
        assertLine(check, "source", "get", "ok", "bytes, ETag");
        assertLine(check, "destination", "put", "ok", "mediaferry-check-");
        assertLine(check, "destination", "get", "ok", "Cache-Control");
        assertLine(check, "destination", "acl", "ok", "taken and kept", "answers 200");
        assertLine(check, "destination", "private", "ok", "answers 403");
        assertLine(check, "destination", "Content-MD5", "ok", "refused");
        assertLine(check, "destination", "delete", "ok", "gone");
        assertLine(check, "disk", "work.directory", "ok", "MB free");
        assertThat(check.json().get("failed").asInt()).isZero();
        assertThat(check.json().at("/cutover/S3_BUCKET").asText()).isEqualTo(migration.bucket());
        assertThat(migration.copies()).isEmpty();
        assertThat(migration.work()).doesNotExist();
    }

    @Test
    void a_role_that_can_only_read_is_told_from_one_that_may_write() {
        migration.server().execute("""
                CREATE ROLE looker LOGIN PASSWORD 'looker';
                GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker;
                """);
        migration.set("database.user", "looker").set("database.password", "looker");

        assertLine(check("--read-only").exits(0), "database", "role", "ok", "looker can only read");

        migration.server().execute("GRANT UPDATE ON backups TO looker");
        assertLine(check("--read-only").exits(0), "database", "role", "warning", "looker may change rows");
    }

    @Test
    void read_only_puts_and_deletes_nothing() {
        FaultProxy destination = migration.beforeDestination();

        Finished check = check("--read-only").exits(0);

        assertThat(check.out()).doesNotContain("\"put\"", "\"acl\"");
        assertThat(destination.traffic().count(Kind.LIST)).isPositive();
        assertThat(destination.traffic().count(Kind.PUT)).isZero();
        assertThat(destination.traffic().count(Kind.DELETE)).isZero();
    }

    @Test
    void each_thing_is_looked_at_though_others_fail() {
        migration
                .set("database.password", "WRONG")
                .set("source.secret-key", "WRONG")
                .set("destination.bucket", "no-such-bucket");

        Finished check = check().exits(4);

        assertLine(check, "database", "connection", "failed", "check database.user and database.password");
        assertLine(check, "source", "bucket", "failed", "source.secret-key: ");
        assertLine(check, "destination", "bucket", "failed", "destination.bucket: there is no bucket");
        assertLine(check, "disk", "work.directory", "ok");
        assertThat(check.json().get("failed").asInt()).isEqualTo(3);
        assertThat(check.out() + check.err()).doesNotContain("WRONG");
    }

    @Test
    void what_is_not_set_yet_is_said_and_the_rest_looked_at() {
        migration.unset("database.url").unset("destination.bucket");

        Finished check = check().exits(4);

        assertLine(check, "database", "connection", "failed", "database.url is not set");
        assertLine(check, "destination", "bucket", "failed", "destination.bucket is not set");
        assertLine(check, "source", "get", "ok");
        assertThat(check.json().get("cutover")).isEmpty();
    }

    @Test
    void routes_that_cannot_be_started_are_one_line_of_many() {
        migration.set("routes.directory", "/no/such");

        Finished check = check("--read-only").exits(4);

        assertLine(check, "database", "schema", "failed", "there is no folder /no/such: routes.directory");
        assertLine(check, "source", "get", "ok");
    }

    @Test
    void a_store_without_acls_is_found_out() {
        migration
                .beforeDestination()
                .on(request -> request.head().get("x-amz-acl").isPresent())
                .then(answer(501, "NotImplemented"));

        assertLine(check().exits(4), "destination", "acl", "failed", "NotImplemented", "set destination.acl=none");
        assertThat(migration.copies()).isEmpty();

        migration.set("destination.acl", "none");
        assertLine(check().exits(0), "destination", "acl", "warning", "nobody can read without credentials (403)");
    }

    @Test
    void a_key_that_may_not_put_is_found_out() {
        migration.beforeDestination().on(Kind.PUT).then(answer(403, "AccessDenied"));

        assertLine(check().exits(4), "destination", "put", "failed", "AccessDenied", "the right to put");
    }

    @Test
    void a_probe_that_stays_is_named() {
        migration.beforeDestination().on(Kind.DELETE).then(answer(403, "AccessDenied"));

        Finished check = check().exits(0);

        String key = migration.copies().keySet().iterator().next();
        assertLine(check, "destination", "delete", "warning", "remove " + key + " by hand");
    }

    @Test
    void a_clock_that_is_wrong_is_measured() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().minusSeconds(20 * 60).atOffset(ZoneOffset.UTC));
        migration.beforeSource().on(any()).then(changingHead(head -> head.with("Date", date)));

        assertLine(check().exits(4), "source", "clock", "failed", "is 20 minutes ahead of the store's");
    }

    @Test
    void a_start_with_a_wrong_clock_says_by_how_much() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(20 * 60 + 30).atOffset(ZoneOffset.UTC));
        migration
                .beforeSource()
                .on(any())
                .then(answer(403, "RequestTimeTooSkewed").with("Date", date));

        assertThat(migration.run("sync").exits(2).err())
                .contains("the clock of this machine is 20 minutes behind that of http://");
    }

    @Test
    void the_table_is_for_reading() {
        Finished check = migration.run("check").exits(0);

        assertThat(check.out())
                .contains("  ok       database      schema", "  warning  database      role", " -> better a role")
                .contains(" 0 failed.", "S3_BUCKET=" + migration.bucket(), "EXTRA_MEDIA_HOSTS");
    }
}
