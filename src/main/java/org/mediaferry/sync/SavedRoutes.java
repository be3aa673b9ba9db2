package org.mediaferry.sync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a saved route file replace its routes. A file that cannot be used is found out in a context of its own, so that
 * the routes that ran before run on: Camel 4.18.0 by itself sees to that only when the file is no YAML, and leaves
 * routes out after a wrong option, bean or placeholder.
 */
final class SavedRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(SavedRoutes.class);

    private static final String DEFAULTS = "defaults.camel.yaml";

    private final CamelContext context;
    private final Path routes;
    private final Properties properties = new Properties();
    private final Map<String, Object> beans;
    private final Map<String, String> lastSeen = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentSkipListMap<>();

    private SavedRoutes(CamelContext context, Path routes, Map<String, String> properties, Map<String, Object> beans) {
        this.context = context;
        this.routes = routes;
        this.properties.putAll(properties);
        this.beans = beans;
    }

    /**
     * Watches the route files until the context stops.
     *
     * @param context started with the files of the plan, these properties and these beans
     */
    static SavedRoutes watch(
            CamelContext context, Engine.Plan plan, Map<String, String> properties, Map<String, Object> beans)
            throws Exception {
        SavedRoutes saved = new SavedRoutes(context, plan.routes(), properties, beans);
        try (Stream<Path> files = Files.list(plan.routes())) {
            for (Path file : files.filter(plan::includes).toList()) {
                saved.lastSeen.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        var watcher = new FileWatcherResourceReloadStrategy(plan.routes().toString());
        watcher.setFileFilter(file -> plan.includes(file.toPath()));
        watcher.setResourceReload((name, resource) -> saved.reload(resource));
        context.addService(watcher);
        return saved;
    }

    /** Files that could not be used as they were saved last, with what is wrong. */
    Map<String, String> refused() {
        return Map.copyOf(refused);
    }

    private void reload(Resource resource) throws Exception {
        String file = Path.of(resource.getURI()).getFileName().toString();
        String text = read(resource);
        if (text.equals(lastSeen.put(file, text))) {
            return; // one save may be told of twice
        }
        Resource saved = ResourceHelper.fromString(resource.getLocation(), text);
        try {
            rehearse(saved);
        } catch (Exception e) {
            EngineException problem = EngineException.ofSaved(file, e);
            refused.put(file, problem.getMessage());
            throw problem;
        }
        refused.remove(file);
        PluginHelper.getRoutesLoader(context).updateRoutes(withDefaults(saved));
        LOG.info("{} - its routes run as it was saved", file);
    }

    /**
     * The saved file and the policy of routes that name none. Camel 4.18.0 gives such an unnamed routeConfiguration an id
     * at the first update, and from then on it holds for no route: failures inside copy-once would no longer reach the
     * policy of transfer, and their objects would have no outcome.
     */
    private List<Resource> withDefaults(Resource saved) {
        Path defaults = routes.resolve(DEFAULTS);
        boolean alone = saved.getLocation().endsWith("/" + DEFAULTS) || Files.notExists(defaults);
        return alone
                ? List.of(saved)
                : List.of(PluginHelper.getResourceLoader(context).resolveResource("file:" + defaults), saved);
    }

    /** Makes the routes without starting them, with the same beans and properties. */
    private void rehearse(Resource saved) throws Exception {
        // With a registry of its own, as closing the context empties it
        try (DefaultCamelContext rehearsal = new DefaultCamelContext()) {
            OnlyOurProperties.keep(rehearsal);
            rehearsal.getPropertiesComponent().setInitialProperties(properties);
            beans.forEach(rehearsal.getRegistry()::bind);
            PluginHelper.getRoutesLoader(rehearsal).loadRoutes(saved);
            rehearsal.setAutoStartup(false);
            rehearsal.start();
        }
    }

    private static String read(Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
