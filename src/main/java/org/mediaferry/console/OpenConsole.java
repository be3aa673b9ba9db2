package org.mediaferry.console;

import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                    new ConsoleServices(settings, server, jobs, refused, probes));
            refused.of(engine);
            String hint = console.password().isPresent()
                    ? "its password is that of the settings"
                    : "its password is in " + settings.workDirectory().resolve(PasswordFile.NAME);
            return new OpenConsole(engine, server, console, hint, view);
        } catch (RuntimeException e) {
            view.close();
            throw e;
        }
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
