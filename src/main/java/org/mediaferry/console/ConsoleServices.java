package org.mediaferry.console;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.health.HealthCheckRegistry;
import org.mediaferry.config.Settings;
import org.mediaferry.sync.Engine;

/** What answers on the console's port besides the routes of its API: the gate and the pages, health, metrics and JMX. */
final class ConsoleServices implements Engine.Preparation {

    private static final Duration PROBE_AGE = Duration.ofSeconds(15);

    private final Settings settings;
    private final ConsoleServer server;
    private final Jobs jobs;
    private final RefusedFiles refused;
    private final Map<String, Runnable> probes;

    /** @param probes by name, what must work; each says what is wrong by what it throws */
    ConsoleServices(
            Settings settings, ConsoleServer server, Jobs jobs, RefusedFiles refused, Map<String, Runnable> probes) {
        this.settings = settings;
        this.server = server;
        this.jobs = jobs;
        this.refused = refused;
        this.probes = probes;
    }

    @Override
    public void prepare(CamelContext context) throws Exception {
        context.addService(server);
        context.addService(management());
        addHealth(HealthCheckRegistry.get(context));
        addMetrics(context);
    }

    /** Camel's, on the port of the server that is there already. */
    private ManagementHttpServer management() {
        ManagementHttpServer management = new ManagementHttpServer();
        management.setHost(settings.console().host());
        management.setPort(settings.console().port());
        management.setPath("/");
        management.setHealthCheckEnabled(true);
        management.setHealthPath("/observe/health");
        management.setMetricsEnabled(true);
        management.setJolokiaEnabled(true);
        management.setJolokiaPath(Hawtio.JOLOKIA);
        return management;
    }

    private void addHealth(HealthCheckRegistry health) {
        probes.forEach((name, question) -> health.register(new Probe(name, remembered(question))));
        health.register(
                new Probe("routes", () -> joined(List.copyOf(refused.all().values()))));
        health.register(new Probe("circuits", () -> joined(waits())));
    }

    /** What the run that goes on says of the stores that it waits for. */
    private List<String> waits() {
        return jobs.watched()
                .filter(run -> run.run().turns().source().isWaitedFor()
                        || run.run().turns().destination().isWaitedFor())
                .map(run -> run.run().turns().pauses().stream()
                        .map(pause -> "waiting for the " + pause.store() + ": " + pause.why())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<String> joined(List<String> problems) {
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static Probe.Question remembered(Runnable question) {
        Remembered<Optional<String>> answer = new Remembered<>(PROBE_AGE, () -> {
            try {
                question.run();
                return Optional.empty();
            } catch (RuntimeException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });
        return answer::get;
    }

    private void addMetrics(CamelContext context) throws Exception {
        MicrometerPrometheus prometheus = new MicrometerPrometheus();
        prometheus.setCamelContext(context);
        // What Camel counts for each exchange costs as much as it, and JMX shows it
        prometheus.setEnableRoutePolicy(false);
        prometheus.setEnableExchangeEventNotifier(false);
        prometheus.setEnableRouteEventNotifier(false);
        prometheus.setClearOnReload(false);
        prometheus.setSkipCamelInfo(true);
        prometheus.setBinders("file-descriptor,jvm-gc,jvm-memory,jvm-thread,processor,uptime");
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, registry);
        context.addService(prometheus);
        new Metrics(jobs, refused, settings.workDirectory()).bindTo(registry);
    }
}
