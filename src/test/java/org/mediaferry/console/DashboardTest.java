package org.mediaferry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.harness.Program;

/** The dashboard and the alert rules against the metrics that there are, and against Prometheus' own checker. */
class DashboardTest {

    private static final Path DASHBOARD = Path.of("docker/grafana/mediaferry.json");
    private static final Path ALERTS = Path.of("docker/prometheus/alerts.yml");
    private static final Pattern METRIC = Pattern.compile("\\b(?:mediaferry|jvm)_[a-z_]+");
    /** Set where the machine must have promtool, so that no check is left out unseen. */
    private static final String REQUIRED = "MEDIAFERRY_TEST_PROMTOOL";

    @TempDir
    private Path directory;

    private JsonNode dashboard;

    @BeforeEach
    void read() throws IOException {
        dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    }

    private String scraped() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Jobs jobs = new Jobs(null)) {
            new Metrics(jobs, new RefusedFiles(jobs), directory).bindTo(registry);
            return registry.scrape();
        }
    }

    private List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        dashboard
                .get("panels")
                .forEach(panel -> panel.get("targets")
                        .forEach(target -> expressions.add(target.get("expr").asText())));
        return expressions;
    }

    @Test
    void only_metrics_that_exist_are_asked_for() throws IOException {
        Set<String> existing =
                METRIC.matcher(scraped()).results().map(MatchResult::group).collect(Collectors.toSet());
        existing.add("jvm_memory_used_bytes");
        String rules = Files.readAllLines(ALERTS).stream()
                .filter(line -> line.strip().startsWith("expr:"))
                .collect(Collectors.joining("\n"));

        Set<String> asked = Stream.concat(expressions().stream(), Stream.of(rules))
                .flatMap(text -> METRIC.matcher(text).results().map(MatchResult::group))
                .collect(Collectors.toSet());

        assertThat(asked).hasSizeGreaterThan(10).isSubsetOf(existing);
    }

    @Test
    void every_metric_of_ours_is_named_and_explained_as_prometheus_wants_it() {
        List<String> lines = scraped().lines().toList();

        List<String> types =
                lines.stream().filter(line -> line.startsWith("# TYPE ")).toList();
        assertThat(types).hasSizeGreaterThan(15).allSatisfy(line -> {
            String[] words = line.split(" ");
            assertThat(words[2]).startsWith("mediaferry_");
            assertThat(words[2].endsWith("_total")).as(line).isEqualTo(words[3].equals("counter"));
            assertThat(lines).anySatisfy(help -> assertThat(help).startsWith("# HELP " + words[2] + " "));
        });
    }

    /** What Grafana 10 and later asks of a dashboard that is imported. */
    @Test
    void the_dashboard_has_what_an_import_needs_and_no_panel_lies_on_another() {
        assertThat(dashboard.get("uid").asText()).isEqualTo("mediaferry");
        assertThat(dashboard.get("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        dashboard.get("panels").forEach(panel -> {
            assertThat(ids.add(panel.get("id").asInt())).isTrue();
            assertThat(panel.get("title").asText()).isNotBlank();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            JsonNode at = panel.get("gridPos");
            for (int x = at.get("x").asInt();
                    x < at.get("x").asInt() + at.get("w").asInt();
                    x++) {
                assertThat(x).isLessThan(24);
                for (int y = at.get("y").asInt();
                        y < at.get("y").asInt() + at.get("h").asInt();
                        y++) {
                    assertThat(cells.add(x + "," + y))
                            .as(panel.get("title").asText())
                            .isTrue();
                }
            }
        });
    }

    @Test
    void prometheus_itself_understands_the_rules_and_the_dashboards_questions() throws Exception {
        Program.find(REQUIRED, "prometheus", "promtool");
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        List<String> expressions = expressions();
        for (int i = 0; i < expressions.size(); i++) {
            String expression =
                    expressions.get(i).replace("$__rate_interval", "5m").replace("'", "''");
            rules.append("      - {record: 'panel:" + (char) ('a' + i) + "', expr: '" + expression + "'}\n");
        }
        Path questions = Files.writeString(directory.resolve("questions.yml"), rules);

        promtool("check", "rules", ALERTS.toString());
        promtool("check", "rules", questions.toString());
        promtool("test", "rules", "docker/prometheus/alerts-test.yml");
        promtool("check", "config", "--syntax-only", "docker/prometheus/prometheus.yml");
        Path metrics = Files.writeString(directory.resolve("metrics"), scraped());
        Process lint = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(lint.getInputStream().readAllBytes());
        assertThat(lint.waitFor()).as(said).isZero();
    }

    private static void promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
