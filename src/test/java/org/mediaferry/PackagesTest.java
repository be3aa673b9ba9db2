package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.config.Key;
import org.mediaferry.config.Keys;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Installation;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What must hold of the unit, the Dockerfile and the Compose file, so that neither gives away a right or a secret. */
class PackagesTest {

    private static final Pattern SECRET = Pattern.compile("(PASSWORD|SECRET_KEY)");
    /** A base image with a tag that says a version. */
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+) AS (\\S+)$");

    private final JsonNode compose = compose();

    @ParameterizedTest
    @ValueSource(strings = {"mediaferry", "demo"})
    void a_container_has_no_rights_and_a_read_only_root(String service) {
        JsonNode container = compose.at("/services/" + service);

        assertThat(container.get("read_only").asBoolean()).isTrue();
        assertThat(container.get("cap_drop")).extracting(JsonNode::asText).containsExactly("ALL");
        assertThat(container.get("security_opt"))
                .extracting(JsonNode::asText)
                .containsExactly("no-new-privileges:true");
        assertThat(container.has("privileged")).isFalse();
        assertThat(container.has("user")).as("as the image says").isFalse();
    }

    @Test
    void a_containers_secrets_are_files_and_its_variables_are_settings() {
        JsonNode variables = compose.at("/services/mediaferry/environment");
        List<String> known = Keys.all().stream().map(Key::environmentVariable).toList();

        assertThat(variables.properties()).isNotEmpty().allSatisfy(variable -> {
            assertThat(variable.getKey()).isIn(known);
            if (SECRET.matcher(variable.getKey()).find()) {
                assertThat(variable.getKey()).endsWith("_FILE");
                String secret = variable.getValue().asText().replaceFirst("^/run/secrets/", "");
                assertThat(compose.at("/services/mediaferry/secrets"))
                        .extracting(JsonNode::asText)
                        .contains(secret);
                assertThat(compose.at("/secrets/" + secret + "/file").asText()).startsWith("./secrets/");
            }
        });
    }

    @Test
    void a_containers_console_is_let_out_to_this_machine_alone_and_the_demo_is_asked_for() {
        assertThat(compose.at("/services/mediaferry/command").asText()).isEqualTo("serve");
        assertThat(compose.at("/services/mediaferry/ports"))
                .extracting(JsonNode::asText)
                .containsExactly("127.0.0.1:8090:8090");
        assertThat(compose.at("/services/demo/profiles"))
                .extracting(JsonNode::asText)
                .containsExactly("demo");
    }

    @Test
    void the_image_runs_as_a_user_of_its_own_on_bases_with_a_version() throws IOException {
        String dockerfile = Files.readString(Path.of("docker/Dockerfile"));
        List<String> stages =
                FROM.matcher(dockerfile).results().map(from -> from.group(2)).toList();

        assertThat(stages).containsExactly("build", "runtime", "demo", "mediaferry");
        assertThat(FROM.matcher(dockerfile).results().map(from -> from.group(1)))
                .allSatisfy(base -> assertThat(base).matches("runtime|eclipse-temurin:17.*"));
        String runtime = dockerfile.substring(dockerfile.indexOf("AS runtime"));
        assertThat(runtime).containsOnlyOnce("\nUSER 10001:10001\n").contains("\nHEALTHCHECK ");
        assertThat(runtime.substring(runtime.indexOf("\nUSER "))).doesNotContain("\nRUN ");
        assertThat(stages.stream().filter(compose.findValuesAsText("target")::contains))
                .containsExactlyInAnyOrder("demo", "mediaferry");
    }

    @Test
    void the_unit_waits_for_a_stop_and_does_not_repeat_what_cannot_go_well() throws IOException {
        List<String> unit = Files.readAllLines(Path.of("src/main/dist/systemd/mediaferry.service"));

        assertThat(unit)
                .contains(
                        "User=mediaferry", "Restart=on-failure", "RestartPreventExitStatus=2", "SuccessExitStatus=130")
                .contains("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=", "PrivateTmp=yes")
                .noneMatch(line -> line.startsWith("MemoryDenyWriteExecute"))
                .noneMatch(line -> line.startsWith("Environment="));
        assertThat(seconds(unit, "TimeoutStopSec=")).isGreaterThan(seconds(settings(), "stop.timeout = "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--uninstall"})
    void an_archive_unpacked_where_install_would_go_keeps_its_ledger(String option, @TempDir Path root)
            throws IOException {
        Path ledger = root.resolve("opt/mediaferry/work/ledger.db");
        Files.createDirectories(ledger.getParent());
        Files.writeString(ledger, "");
        String script = Path.of("src/main/dist/install.sh").toAbsolutePath().toString();

        Finished run = Installation.run(root, Map.of("DESTDIR", root.toString()), List.of("sh", script, option));

        run.exits(2);
        assertThat(run.err()).contains("was not made by install.sh");
        assertThat(ledger).exists();
    }

    private static List<String> settings() throws IOException {
        return Files.readAllLines(Path.of("config/application.properties")).stream()
                .map(line -> line.replaceFirst("^#", ""))
                .toList();
    }

    private static int seconds(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.matches(Pattern.quote(key) + "\\d+s"))
                .map(line -> Integer.parseInt(line.substring(key.length(), line.length() - 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + "Ns"));
    }

    private static JsonNode compose() {
        try {
            Object read = new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(Path.of("docker/compose.yaml")));
            return new ObjectMapper().valueToTree(read);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
