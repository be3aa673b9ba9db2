package org.mediaferry.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;
import java.util.Map;

/**
 * Serves Hawtio's pages out of its jar. They expect a server that tells them about logins and connections; the browser has
 * logged in already, and there is one connection.
 */
final class Hawtio {

    static final String PATH = "/hawtio";
    /** Where the pages look for JMX. */
    static final String JOLOKIA = PATH + "/jolokia";

    private static final String FILES = "hawtio-static";

    private Hawtio() {}

    /** @param user whom the pages greet */
    static void addTo(Router router, String user) {
        // A route of Vert.x for a path takes the path with a slash behind it too
        router.getWithRegex(PATH).handler(context -> context.redirect(PATH + "/"));
        Map<String, Object> answers = Map.of(
                "/user", user,
                "/plugin", List.of(),
                "/proxy/enabled", false,
                "/preset-connections", List.of(),
                "/keycloak/enabled", false,
                "/auth/config/oidc", List.of(),
                "/auth/config/login", List.of(),
                "/auth/config/session-timeout", Map.of("timeout", -1));
        answers.forEach((path, answer) -> router.get(PATH + path).handler(json(answer)));
        router.get(PATH + "/*").handler(StaticHandler.create(FILES));
        // Hawtio's own addresses, as /hawtio/camel/contexts: its page finds out what to show
        router.getWithRegex("/hawtio/(?!jolokia)[^.]*").handler(Hawtio::page);
    }

    private static Handler<RoutingContext> json(Object answer) {
        return context -> context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Json.encode(answer));
    }

    private static void page(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").sendFile(FILES + "/index.html");
    }
}
