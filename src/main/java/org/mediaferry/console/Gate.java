package org.mediaferry.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import org.mediaferry.config.Console;

/**
 * Stands before everything that the console answers: refuses who comes under a foreign name (as a page does that lets its
 * own name lead here), what another page's scripts send, and whoever has no password. Pages may load nothing from elsewhere.
 */
final class Gate implements Handler<RoutingContext> {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;
    private static final int TOO_MANY = 429;

    /** Hawtio writes styles into its pages, shows pictures from text, and its editor compiles. */
    private static final String HAWTIO_POLICY = "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self'"
            + " 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none';"
            + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Console settings;
    private final PasswordCheck passwords;
    private final IntSupplier port;

    /** @param port where the console listens, known only then */
    Gate(Console settings, PasswordCheck passwords, IntSupplier port) {
        this.settings = settings;
        this.passwords = passwords;
        this.port = port;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        addHeaders(request, context.response());
        String host = request.getHeader(HttpHeaders.HOST);
        if (host == null || !hosts().contains(host.toLowerCase(Locale.ROOT))) {
            refuse(context, MISDIRECTED, "the console is not known by this name; console.origins can name more");
        } else if (isForeign(request)) {
            refuse(context, FORBIDDEN, "another page's scripts may not use the console");
        } else {
            authenticate(context);
        }
    }

    private void authenticate(RoutingContext context) {
        HttpServerRequest request = context.request();
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        switch (passwords.check(authorization, request.remoteAddress().host())) {
            case RIGHT -> {
                // Nothing behind the gate needs it, and what is not there is not shown
                request.headers().remove(HttpHeaders.AUTHORIZATION);
                context.next();
            }
            case TOO_MANY_GUESSES -> {
                context.response().putHeader("Retry-After", "5");
                refuse(context, TOO_MANY, "too many wrong passwords; wait some seconds");
            }
            case WRONG -> {
                context.response().putHeader("WWW-Authenticate", "Basic realm=\"mediaferry\", charset=\"UTF-8\"");
                refuse(context, UNAUTHORIZED, "user and password are needed");
            }
        }
    }

    private boolean isForeign(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origins().contains(origin.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return changes(request.method())
                && site != null
                && !Set.of("same-origin", "none").contains(site);
    }

    private static boolean changes(HttpMethod method) {
        return method != HttpMethod.GET && method != HttpMethod.HEAD;
    }

    private Set<String> hosts() {
        Set<String> hosts = new HashSet<>();
        origins().forEach(origin -> hosts.add(origin.replaceFirst("^https?://", "")));
        return hosts;
    }

    private Set<String> origins() {
        Set<String> origins = new HashSet<>();
        for (String name : List.of("127.0.0.1", "localhost", "[::1]", bracketed(settings.host()))) {
            origins.add("http://" + name.toLowerCase(Locale.ROOT) + ":" + port.getAsInt());
        }
        settings.origins().forEach(origin -> origins.add(origin.toString()));
        return origins;
    }

    /** As an address of IPv6 stands in a URL. */
    static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static void addHeaders(HttpServerRequest request, HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", request.path().startsWith("/hawtio") ? HAWTIO_POLICY : POLICY)
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY");
    }

    private static void refuse(RoutingContext context, int status, String why) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(why + "\n");
    }
}
