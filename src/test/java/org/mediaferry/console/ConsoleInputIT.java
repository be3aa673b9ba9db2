package org.mediaferry.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.harness.Asked;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Served;
import org.mediaferry.harness.Site;

/** What the console says to what it cannot use: what was expected, what came, and that nothing is changed. */
@ExtendWith(Site.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class ConsoleInputIT {

    private final Migration migration;
    private final Served served;

    ConsoleInputIT(Site site) {
        migration = site.migration(site.small());
        served = Served.start(migration);
    }

    @AfterAll
    void stop() {
        served.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /api/limits             | {"copiesAtOnce":              | 400 | the body is no JSON
            /api/limits             | [1]                           | 400 | the body must be a JSON object
            /api/limits             | {}                            | 400 | one of copiesAtOnce, sourceRate
            /api/limits             | {"copiesAtOnce":1,"copiesAtOnce":2} | 400 | Duplicate field
            /api/limits             | {"speed":1}                   | 400 | "speed" is not known here; known are copiesAtOnce
            /api/limits             | {"copiesAtOnce":"many"}       | 400 | copiesAtOnce must be a whole number, was "many"
            /api/limits             | {"copiesAtOnce":1.5}          | 400 | copiesAtOnce must be a whole number, was 1.5
            /api/limits             | {"logLevel":"LOUD"}           | 400 | logLevel must be ERROR, WARN, INFO, DEBUG or TRACE, was "LOUD"
            /api/limits             | {"logLevel":"INFO","sourceRate":5} | 409 | no job goes on
            /api/jobs/dance/start   | {}                            | 404 | there is no job "dance"; there are: sync, replay
            /api/jobs/sync/jump     | {}                            | 404 | a job does not "jump"
            /api/jobs/sync/start    | {"fast":true}                 | 400 | "fast" is not known here
            /api/jobs/sync/pause    | {}                            | 409 | sync does not go on; the state is idle
            /api/jobs/sync/stop     | {}                            | 409 | sync does not go on
            /api/jobs/replay/start  | {"reason":"tired"}            | 400 | reason must be one of denied, transient
            /api/jobs/replay/start  | {"table":"users"}             | 400 | users
            /api/jobs/replay/start  | {"key":5}                     | 400 | key must be a text, was 5
            """)
    void the_api_says_what_is_wrong(String path, String body, int status, String error) {
        Asked answer = served.post(path, body).is(status);

        assertThat(answer.json().get("error").asText()).contains(error);
        assertThat(answer.headers().get("content-type")).startsWith("application/json");
        assertThat(served.status().get("state").asText()).isEqualTo("idle");
        assertThat(served.status().get("logLevel").asText()).isEqualTo("INFO");
    }

    @Test
    void what_a_route_could_take_for_an_expression_is_a_text() {
        String expression = "{\"key\":\"${bean:api?method=status}\",\"${camelId}\":1}";

        assertThat(served.post("/api/jobs/replay/start", expression).is(400).body())
                .contains("${camelId}")
                .doesNotContain("mediaferry-console", "takesOrders");
        served.get("/api/dead-letters?reason=$%7Bbean:api?method=status%7D").is(400);
        served.get("/api/dead-letters?after=-1").is(400);
        served.get("/api/dead-letters?after=99999999999999999999").is(400);
        served.post("/api/jobs/$%7BcamelId%7D/start", "{}").is(404);
    }

    @Test
    void the_api_takes_json_alone() {
        Asked form = Asked.of(
                served.port(),
                "POST",
                "/api/jobs/sync/start",
                java.util.Map.of(
                        "Authorization",
                        served.credentials().get("Authorization"),
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                "a=b");

        assertThat(form.status()).isEqualTo(415);
        assertThat(served.status().get("state").asText()).isEqualTo("idle");
    }

    @Test
    void numbers_out_of_bounds_change_nothing_of_a_run(Site site) {
        Migration slow = site.migration(site.small()).set("destination.max-rate", "50");
        try (Served run = Served.start(slow)) {
            run.startJob("sync");
            int most = run.status().at("/run/copiesAtMost").asInt();
            for (String body : new String[] {
                "{\"copiesAtOnce\":0}", "{\"copiesAtOnce\":10000}", "{\"copiesAtOnce\":1,\"sourceRate\":-1}"
            }) {
                assertThat(run.post("/api/limits", body)
                                .is(400)
                                .json()
                                .get("error")
                                .asText())
                        .contains("must be a whole number from");
            }

            assertThat(run.status().at("/run/copiesAtOnce").asInt()).isEqualTo(most);
        }
    }

    @Test
    void a_port_that_another_program_has_is_named() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Finished finished = migration
                    .set("console.port", Integer.toString(other.getLocalPort()))
                    .run("serve")
                    .exits(2);

            assertThat(finished.err()).contains("console.port " + other.getLocalPort(), "another program");
            assertThat(finished.err().lines()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            console.host=0.0.0.0            | console.host | console.insecure=true
            console.host=192.0.2.1          | console.host | console.insecure=true
            console.port=70000              | console.port must be a whole number from 0 to 65535 | "70000"
            console.password-file=no/such   | console.password-file | does not exist
            console.origins=ferry.example   | console.origins must be addresses such as https:// | "ferry.example"
            serve.sync=daily                | serve.sync must be off, once, follow or a cron expression | "daily"
            serve.sync=30 3 * * *           | serve.sync must be off, once, follow or a cron expression | seconds
            serve.replay=follow             | serve.replay must be off, once or a cron expression | "follow"
            serve.follow-interval=5         | serve.follow-interval must be a duration | "5"
            """)
    void settings_that_cannot_be_are_refused(String setting, String key, String hint) {
        Finished finished = migration.run("serve", "--set", setting).exits(2);

        assertThat(finished.err()).contains(key, hint);
    }
}
