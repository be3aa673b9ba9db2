package org.mediaferry.console;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.mediaferry.config.Console;

/** Camel's server for HTTP, with the gate in place before it listens. */
final class ConsoleServer extends VertxPlatformHttpServer {

    private final Console settings;
    private final Gate gate;

    ConsoleServer(Console settings, PasswordCheck passwords) {
        super(configuration(settings));
        this.settings = settings;
        this.gate = new Gate(settings, passwords, this::getPort);
    }

    private static VertxPlatformHttpServerConfiguration configuration(Console settings) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(settings.host());
        configuration.setBindPort(settings.port());
        return configuration;
    }

    @Override
    protected void initializeServer() {
        super.initializeServer();
        Router router = VertxPlatformHttpRouter.lookup(
                getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(settings.port()));
        router.route().order(Integer.MIN_VALUE).handler(gate);
        Hawtio.addTo(router, settings.user());
        router.get("/").handler(StaticHandler.create("console"));
        router.get("/console/*").handler(StaticHandler.create("console"));
    }

    /**
     * Looks whether it will get the port, before anything is started: Vert.x, as Camel 4.18.0 starts it, only warns when it
     * does not, and cannot be closed then.
     *
     * @throws ConsoleException that says what to do
     */
    static void checkPort(Console settings) {
        try (ServerSocket trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException e) {
            throw new ConsoleException(
                    "the console cannot listen at console.host " + settings.host() + ", console.port "
                            + settings.port() + " (" + e.getMessage()
                            + "): if another program has the port, another mediaferry perhaps, set console.port to"
                            + " another one, or to 0 for any that is free",
                    e);
        }
    }

    /** Where browsers find it. */
    String address() {
        return "http://" + Gate.bracketed(settings.host()) + ":" + getPort() + "/";
    }
}
