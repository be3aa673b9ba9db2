package org.mediaferry.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.harness.Asked;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Served;
import org.mediaferry.harness.Site;

/** What the console does with those who should not be there. */
@ExtendWith(Site.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class ClosedConsoleIT {

    private final Migration migration;
    private final Served served;

    ClosedConsoleIT(Site site) {
        migration = site.migration(site.small());
        served = Served.start(migration);
    }

    @AfterAll
    void stop() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console/page.js",
                "/api/status",
                "/api/dead-letters",
                "/hawtio",
                "/hawtio/",
                "/hawtio/jolokia",
                "/hawtio/static/js/main.js",
                "/observe/health",
                "/observe/health/live",
                "/observe/metrics",
                "/q/dev",
                "/nothing"
            })
    void without_a_password_nothing_is_answered(String path) {
        Asked answer = Asked.of(served.port(), "GET", path, Map.of(), null);

        answer.is(401);
        assertThat(answer.headers().get("www-authenticate")).startsWith("Basic realm=");
        assertThat(answer.body()).isEqualTo("user and password are needed\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/jobs/sync/start", "/api/limits", "/hawtio/jolokia"})
    void without_a_password_nothing_is_done(String path) {
        Asked.of(served.port(), "POST", path, Map.of(), "{}").is(401);

        assertThat(served.status().get("state").asText()).isEqualTo("idle");
    }

    @Test
    void wrong_passwords_are_slowed_down_and_those_of_others_are_not() {
        Map<String, String> wrong = Served.credentials("admin", "guess");
        for (int guess = 0; guess < PasswordCheck.GUESSES; guess++) {
            Asked.of("127.0.0.7", served.port(), "GET", "/api/status", wrong, null)
                    .is(401);
        }

        Asked refused = Asked.of("127.0.0.7", served.port(), "GET", "/api/status", wrong, null)
                .is(429);

        assertThat(refused.headers()).containsKey("retry-after");
        // Nor does the right one tell itself from a wrong one now
        Asked.of("127.0.0.7", served.port(), "GET", "/api/status", served.credentials(), null)
                .is(429);
        Asked.of("127.0.0.8", served.port(), "GET", "/api/status", served.credentials(), null)
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Bearer abc", "Basic YWRtaW4=", "Basic YWRtaW46"})
    void an_odd_authorization_is_a_wrong_one(String header) {
        Asked.of("127.0.0.9", served.port(), "GET", "/", Map.of("Authorization", header), null)
                .is(401);
    }

    /** A page elsewhere can let its own name lead to this machine: its scripts would be of the same origin. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8090", "127.0.0.1.evil.example", "127.0.0.1"})
    void a_foreign_host_is_refused(String host) {
        ask("GET", "/api/status", Map.of("Host", host), null).is(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1", "null"})
    void a_foreign_origin_is_refused(String origin) {
        ask("GET", "/api/status", Map.of("Origin", origin), null).is(403);
        ask("POST", "/api/jobs/sync/start", Map.of("Origin", origin), "{}").is(403);
        ask("POST", "/hawtio/jolokia", Map.of("Origin", origin), "{\"type\":\"version\"}")
                .is(403);

        assertThat(served.status().get("state").asText()).isEqualTo("idle");
    }

    @Test
    void a_request_that_another_site_sends_changes_nothing() {
        ask("POST", "/api/jobs/sync/start", Map.of("Sec-Fetch-Site", "cross-site"), "{}")
                .is(403);

        ask("GET", "/api/status", Map.of("Origin", "http://" + served.host()), null)
                .is(200);
        ask("GET", "/api/status", Map.of("Host", "localhost:" + served.port()), null)
                .is(200);
    }

    @Test
    void it_listens_at_its_own_address_alone() {
        assertThatThrownBy(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress("127.0.0.2", served.port()), 1000);
                    }
                })
                .isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/hawtio/", "/api/status"})
    void pages_may_load_nothing_from_elsewhere_and_be_framed_by_nobody(String path) {
        Map<String, String> headers = served.get(path).is(200).headers();

        assertThat(headers.get("content-security-policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                .doesNotContain("http:", "https:", "*");
        assertThat(headers)
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            running code      | {"type":"exec","mbean":"com.sun.management:type=DiagnosticCommand","operation":"help"}
            system properties | {"type":"read","mbean":"java.lang:type=Runtime","attribute":"SystemProperties"}
            all of Runtime    | {"type":"read","mbean":"java.lang:type=Runtime"}
            the log levels    | {"type":"read","mbean":"java.util.logging:type=Logging","attribute":"LoggerNames"}
            a heap dump       | {"type":"exec","mbean":"com.sun.management:type=HotSpotDiagnostic","operation":"dumpHeap"}
            loading a class   | {"type":"exec","mbean":"JMImplementation:type=MBeanServerDelegate","operation":"x"}
            the garbage       | {"type":"exec","mbean":"java.lang:type=Memory","operation":"gc"}
            what a bean says  | {"type":"exec","mbean":"org.apache.camel:context=mediaferry-console,type=context,name=\\"mediaferry-console\\"","operation":"requestStringBody(java.lang.String,java.lang.String)","arguments":["bean:api?method=status",""]}
            its own end       | {"type":"exec","mbean":"org.apache.camel:context=mediaferry-console,type=context,name=\\"mediaferry-console\\"","operation":"stop"}
            """)
    void jmx_is_open_for_camel_and_ours_and_nothing_else(String what, String request) {
        JsonNode answer = served.jolokia(request.replace("\\\\\"", "\\\""));

        assertThat(answer.get("status").asInt()).as(answer.toString()).isEqualTo(403);
    }

    @Test
    void jmx_shows_the_jobs_the_routes_and_the_memory() {
        assertThat(served.jolokia("{\"type\":\"read\",\"mbean\":\"org.mediaferry:type=Jobs\",\"attribute\":\"State\"}")
                        .get("value")
                        .asText())
                .isEqualTo("idle");
        assertThat(served.jolokia("{\"type\":\"search\",\"mbean\":\"org.apache.camel:type=routes,*\"}")
                        .get("value"))
                .isNotEmpty();
        assertThat(served.jolokia(
                                "{\"type\":\"read\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"HeapMemoryUsage\"}")
                        .get("status")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void jmx_is_asked_by_post_alone() {
        JsonNode answer = served.get("/hawtio/jolokia/read/org.mediaferry:type=Jobs/State")
                .json();

        assertThat(answer.get("status").asInt()).isEqualTo(403);
    }

    @Test
    void the_password_is_made_up_once_and_its_owner_alone_can_read_it() throws IOException {
        Path file = migration.work().resolve("console-password");
        String before = Files.readString(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(before.strip()).hasSizeGreaterThanOrEqualTo(24);

        try (Served again = Served.start(migration)) {
            assertThat(again.password()).isEqualTo(before.strip());
            again.get("/").is(200);
        }
    }

    private Asked ask(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(served.credentials());
        all.putAll(headers);
        return Asked.of(served.port(), method, path, all, body);
    }
}
