package org.mediaferry.sync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** The Camel context that runs the YAML routes with the beans it is given. */
public final class Engine implements AutoCloseable {

    private final Main main;

    private Engine(Main main) {
        this.main = main;
    }

    /**
     * Loads and starts the routes. Those that poll wait to be started by name.
     *
     * @param plan where the routes are and how they are kept
     * @param properties what stands for <code>{{...}}</code> in them; no secret
     * @param beans by the names that the routes use
     * @throws EngineException when a route cannot be read or started
     */
    public static Engine start(Plan plan, Map<String, String> properties, Map<String, Object> beans) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure()
                .withName("mediaferry")
                .withJmxEnabled(false)
                .withStreamCachingEnabled(false)
                .withDurationMaxIdleSeconds(0)
                .withShutdownTimeout((int) Math.max(1, plan.stopTimeout().toSeconds()))
                .withShutdownSuppressLoggingOnTimeout(true)
                .withRoutesIncludePattern(plan.pattern());
        if (plan.reload()) {
            main.configure()
                    .withRoutesReloadEnabled(true)
                    .withRoutesReloadDirectory(plan.routes().toString())
                    .withRoutesReloadPattern("*.camel.yaml")
                    // Otherwise one typo in one file would leave half of the routes gone
                    .withRoutesReloadRemoveAllRoutes(false);
        }
        properties.forEach(main::addInitialProperty);
        main.addMainListener(new OnlyOurProperties());
        beans.forEach(main::bind);
        try {
            main.start();
        } catch (Exception e) {
            main.stop();
            throw EngineException.of(plan.routes(), e);
        }
        return new Engine(main);
    }

    /** The running context. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    /** Starts a route that waits to be started. */
    void startRoute(String id) {
        change(id, () -> context().getRouteController().startRoute(id));
    }

    /** Stops a route after the exchange under way. */
    void stopRoute(String id) {
        change(id, () -> context().getRouteController().stopRoute(id));
    }

    /** Finishes what is in flight, within the stop time-out, and stops. */
    @Override
    public void close() {
        main.stop();
    }

    private static void change(String id, Change change) {
        try {
            change.run();
        } catch (Exception e) {
            throw new EngineException("route " + id + " does not do as it is told: " + e.getMessage(), e);
        }
    }

    /**
     * How the routes are run.
     *
     * @param routes the folder of the route files, absolute
     * @param files the route files to load, by the part of the name before {@code .camel.yaml}; {@code *} for all
     * @param reload whether a saved file replaces its routes
     * @param stopTimeout how long exchanges in flight may take to finish
     */
    public record Plan(Path routes, String files, boolean reload, Duration stopTimeout) {

        String pattern() {
            return java.util.Arrays.stream(files.split(","))
                    .map(file -> "file:" + routes + "/" + file + ".camel.yaml")
                    .collect(java.util.stream.Collectors.joining(","));
        }
    }

    private interface Change {
        void run() throws Exception;
    }
}
