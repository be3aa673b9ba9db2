package org.mediaferry.sync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.seda.QueueReference;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Camel context that runs the YAML routes with the beans it is given. */
public final class Engine implements AutoCloseable {

    /**
     * How long a reloaded route may finish what it has in flight. The poll routes keep the queue full meanwhile, so it never
     * runs empty; what is interrupted stays open and is queued again at the end.
     */
    private static final int RELOAD_TIMEOUT_SECONDS = 5;

    /** For Camel to interrupt what is in flight, and to stop the rest. */
    private static final Duration AFTER_STOP_TIMEOUT = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Main main;
    private final @Nullable SavedRoutes saved;
    /** What is left of it. */
    private Duration stopTimeout;

    private boolean closing;

    private Engine(Main main, @Nullable SavedRoutes saved, Duration stopTimeout) {
        this.main = main;
        this.saved = saved;
        this.stopTimeout = stopTimeout;
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
        return start(plan, properties, beans, context -> {});
    }

    /**
     * The same, with something that is to stand before the routes are loaded.
     *
     * @param prepare adds services to the context
     */
    public static Engine start(
            Plan plan, Map<String, String> properties, Map<String, Object> beans, Preparation prepare) {
        if (!Files.isDirectory(plan.routes())) {
            throw EngineException.noFolder(plan.routes());
        }
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure()
                .withName(plan.name())
                .withJmxEnabled(plan.managed())
                .withStreamCachingEnabled(false)
                // Ours are always written alike, and comparing them letter by letter costs much
                .withCaseInsensitiveHeaders(false)
                .withDurationMaxIdleSeconds(0)
                .withShutdownTimeout(RELOAD_TIMEOUT_SECONDS)
                .withShutdownSuppressLoggingOnTimeout(true)
                .withRoutesIncludePattern(plan.pattern());
        properties.forEach(main::addInitialProperty);
        main.addMainListener(new OnlyOurProperties());
        main.addMainListener(new GentleSuspension.Installed());
        main.addMainListener(new Prepared(prepare));
        beans.forEach(main::bind);
        SavedRoutes saved = null;
        try {
            main.start();
            if (plan.reload()) {
                saved = SavedRoutes.watch(main.getCamelContext(), plan, properties, beans);
            }
        } catch (Exception e) {
            main.stop();
            throw EngineException.of(plan.routes(), e);
        }
        List<String> lacking = plan.needed().stream()
                .filter(id -> main.getCamelContext().getRoute(id) == null)
                .toList();
        if (!lacking.isEmpty()) {
            main.stop();
            throw EngineException.lacking(plan.routes(), lacking);
        }
        return new Engine(main, saved, plan.stopTimeout());
    }

    /** The running context. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    /** Saved route files that could not be used, with what is wrong; their routes run on as they were. */
    public Map<String, String> refusedFiles() {
        return saved == null ? Map.of() : saved.refused();
    }

    /** Messages that wait, by queue. */
    public Map<String, Integer> queues() {
        return context().getEndpoints().stream()
                .filter(SedaEndpoint.class::isInstance)
                .map(SedaEndpoint.class::cast)
                .collect(Collectors.toMap(
                        queue -> queue.getEndpointUri().replaceFirst("^seda://([^?]*).*", "$1"),
                        Engine::waiting,
                        Math::max,
                        TreeMap::new));
    }

    /** Messages that wait; 0 where there is no queue, before the endpoint's start and after its end: its own count fails then. */
    static int waiting(SedaEndpoint endpoint) {
        QueueReference queue = endpoint.getQueueReference();
        return queue == null ? 0 : queue.getQueue().size();
    }

    /** Starts a route that waits to be started; one that runs, runs on, and one that is just being reloaded is left alone. */
    void startRoute(String id) {
        change(id, () -> {
            ServiceStatus status = context().getRouteController().getRouteStatus(id);
            if (status != null && status.isStopped()) {
                context().getRouteController().startRoute(id);
            }
        });
    }

    /** Whether no message waits and no exchange is under way. */
    boolean isQuiet() {
        return context().getInflightRepository().size() == 0
                && context().getEndpoints().stream()
                        .noneMatch(endpoint -> endpoint instanceof SedaEndpoint queue && waiting(queue) > 0);
    }

    /**
     * Waits until nothing is in flight and what became of it is recorded, for as long as the stop time-out allows. Camel
     * 4.18.0 by itself stops the routes while an aggregator is still handing on a group, and rejects that.
     */
    void awaitFlight(BooleanSupplier recorded) throws InterruptedException {
        long began = System.nanoTime();
        Duration passed = Duration.ZERO;
        while (!(isQuiet() && recorded.getAsBoolean()) && passed.compareTo(stopTimeout) < 0) {
            TimeUnit.MILLISECONDS.sleep(50);
            passed = Duration.ofNanos(System.nanoTime() - began);
        }
        stopTimeout = stopTimeout.minus(passed);
    }

    /** Hands a message to a route and waits for its end. */
    void send(String endpoint, Object body) {
        context().createFluentProducerTemplate().to(endpoint).withBody(body).send();
    }

    /** Stops a route after the exchange under way. */
    void stopRoute(String id) {
        change(id, () -> context().getRouteController().stopRoute(id));
    }

    /**
     * Finishes what is in flight, within the stop time-out, and stops. What is not finished by then is left behind: Camel
     * would wait for a consumer that hangs in a request. A second call does nothing.
     */
    @Override
    public void close() {
        CamelContext context = context();
        if (context == null || context.isStopped() || closing) {
            return;
        }
        closing = true;
        // A route file saved now must not start anything any more
        ServiceHelper.stopService(context.hasService(FileWatcherResourceReloadStrategy.class));
        context.getShutdownStrategy().setTimeout(Math.max(1, stopTimeout.toSeconds()));
        Thread stopping = new Thread(main::stop, "stop-routes");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(stopTimeout.plus(AFTER_STOP_TIMEOUT).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.warn("stopping - stop.timeout is over; what is in flight is left to the next run");
        }
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
     * @param name of the context, under which JMX shows it
     * @param managed whether JMX shows it
     * @param routes the folder of the route files, absolute
     * @param files the route files to load, by the part of the name before {@code .camel.yaml}; {@code *} for all
     * @param needed ids of routes without which nothing would go on, or without an end
     * @param reload whether a saved file replaces its routes
     * @param stopTimeout how long exchanges in flight may take to finish
     */
    public record Plan(
            String name,
            boolean managed,
            Path routes,
            String files,
            List<String> needed,
            boolean reload,
            Duration stopTimeout) {

        public Plan {
            needed = List.copyOf(needed);
        }

        private static final String SUFFIX = ".camel.yaml";

        /** Whether a file is one of the route files to load. */
        boolean includes(Path file) {
            String name = file.getFileName().toString();
            return name.endsWith(SUFFIX)
                    && (files.equals("*")
                            || List.of(files.split(",")).contains(name.substring(0, name.length() - SUFFIX.length())));
        }

        String pattern() {
            return Arrays.stream(files.split(","))
                    .map(file -> "file:" + routes + "/" + file + SUFFIX)
                    .collect(Collectors.joining(","));
        }
    }

    /** Adds what routes need to a context that has none yet. */
    public interface Preparation {
        /** @param context configured, with its beans */
        void prepare(CamelContext context) throws Exception;
    }

    private static final class Prepared extends MainListenerSupport {

        private final Preparation preparation;

        Prepared(Preparation preparation) {
            this.preparation = preparation;
        }

        @Override
        public void afterConfigure(BaseMainSupport main) {
            try {
                preparation.prepare(main.getCamelContext());
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
        }
    }

    private interface Change {
        void run() throws Exception;
    }
}
