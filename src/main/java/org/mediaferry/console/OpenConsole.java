package org.mediaferry.console;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.health.HealthCheckRegistry;
import org.mediaferry.config.Console;
import org.mediaferry.config.Schedule;
import org.mediaferry.config.Secret;
import org.mediaferry.config.Settings;
import org.mediaferry.sync.Engine;

/**
 * The console while it is open: a Camel context of its own beside that of the run, so that it outlives the runs that it
 * shows. Its routes, those of the API and of the schedules, are in the folder {@code console} of the routes.
 */
public final class OpenConsole implements AutoCloseable {

    private static final Duration PROBE_AGE = Duration.ofSeconds(15);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Engine engine;
    private final ConsoleServer server;
    private final Console settings;
    private final String passwordHint;
    private final JobsView view;

    private OpenConsole(Engine engine, ConsoleServer server, Console settings, String passwordHint, JobsView view) {
        this.engine = engine;
        this.server = server;
        this.settings = settings;
        this.passwordHint = passwordHint;
        this.view = view;
    }

    /**
     * Opens it.
     *
     * @param jobs what it shows and steers
     * @param logLevel how it changes what is logged
     * @param probes by name, what must work; each says what is wrong by what it throws
     * @param schedules whether jobs are started by themselves
     * @throws ConsoleException when it cannot listen, or cannot keep its password
     */
    public static OpenConsole open(
            Settings settings, Jobs jobs, LogLevel logLevel, Map<String, Runnable> probes, boolean schedules) {
        Console console = settings.console();
        ConsoleServer.checkPort(console);
        String password =
                console.password().map(Secret::reveal).orElseGet(() -> PasswordFile.read(settings.workDirectory()));
        ConsoleServer server = new ConsoleServer(console, new PasswordCheck(console.user(), password));
        RefusedFiles refused = new RefusedFiles(jobs);
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("api", new Api(settings, jobs, logLevel, refused));
        beans.put("schedules", new Schedules(jobs));
        beans.put("vertxOptions", options());
        JobsView view = JobsView.register(jobs, logLevel, refused, settings.workDirectory());
        try {
            Engine engine = Engine.start(
                    plan(settings, schedules),
                    properties(settings),
                    beans,
                    context -> prepare(context, server, settings, jobs, refused, probes));
            refused.of(engine);
            String hint = console.password().isPresent()
                    ? "its password is that of the settings"
                    : "its password is in " + settings.workDirectory().resolve(PasswordFile.NAME);
            return new OpenConsole(engine, server, console, hint, view);
        } catch (RuntimeException e) {
            view.close();
            throw ofConsole(e).orElse(e);
        }
    }

    private static Optional<RuntimeException> ofConsole(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConsoleException ours) {
                return Optional.of(ours);
            }
        }
        return Optional.empty();
    }

    private static Engine.Plan plan(Settings settings, boolean schedules) {
        List<String> files = new ArrayList<>(List.of("api"));
        if (schedules) {
            addIfCron(files, "schedule-sync", settings.serve().sync());
            addIfCron(files, "schedule-replay", settings.serve().replay());
        }
        Path folder = settings.routesDirectory().resolve("console");
        return new Engine.Plan(
                "mediaferry-console",
                true,
                folder,
                String.join(",", files),
                List.of(),
                settings.routesReload(),
                STOP_TIMEOUT);
    }

    private static void addIfCron(List<String> files, String file, Schedule schedule) {
        if (schedule.kind() == Schedule.Kind.CRON) {
            files.add(file);
        }
    }

    private static Map<String, String> properties(Settings settings) {
        Map<String, String> properties = new LinkedHashMap<>(settings.routeProperties());
        properties.put("camel.health.enabled", "true");
        properties.put("camel.health.exposureLevel", "full");
        // Whether the console's own routes run, whoever asks sees by the answer
        properties.put("camel.health.routesEnabled", "false");
        properties.put("camel.health.consumersEnabled", "false");
        return properties;
    }

    private static VertxOptions options() {
        return new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4);
    }

    private static void prepare(
            CamelContext context,
            ConsoleServer server,
            Settings settings,
            Jobs jobs,
            RefusedFiles refused,
            Map<String, Runnable> probes)
            throws Exception {
        context.addService(server);
        ManagementHttpServer management = new ManagementHttpServer();
        management.setHost(settings.console().host());
        management.setPort(settings.console().port());
        management.setPath("/");
        management.setHealthCheckEnabled(true);
        management.setHealthPath("/observe/health");
        management.setMetricsEnabled(true);
        management.setJolokiaEnabled(true);
        management.setJolokiaPath(Hawtio.JOLOKIA);
        context.addService(management);
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        probes.forEach((name, question) -> health.register(new Probe(name, remembered(question))));
        health.register(new Probe(
                "routes",
                () -> Optional.of(refused.all())
                        .filter(files -> !files.isEmpty())
                        .map(files -> String.join("; ", files.values()))));
        addMetrics(context, settings, jobs, refused);
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

    private static void addMetrics(CamelContext context, Settings settings, Jobs jobs, RefusedFiles refused)
            throws Exception {
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

    /** Where browsers find it. */
    public String address() {
        return server.address();
    }

    /** Who may come in. */
    public String user() {
        return settings.user();
    }

    /** Where the password is; never the password itself. */
    public String passwordHint() {
        return passwordHint;
    }

    /** Ends it; what it shows goes on. */
    @Override
    public void close() {
        engine.close();
        view.close();
    }
}
