package org.mediaferry.sync;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Lets a route be suspended while its queue is full. Camel 4.18.0 waits for the queue to become empty, shuts the consumer down
 * when it does not, and then resumes a route without one: nothing would be copied any more. Here the consumer takes no new
 * message at once, and what it has taken goes on.
 */
final class GentleSuspension extends DefaultShutdownStrategy {

    /** Has it used by the context that is being made. */
    static final class Installed extends MainListenerSupport {
        @Override
        public void beforeInitialize(BaseMainSupport main) {
            main.getCamelContext().setShutdownStrategy(new GentleSuspension());
        }
    }

    @Override
    public void suspend(CamelContext context, List<RouteStartupOrder> routes) {
        routes.forEach(route -> ServiceHelper.suspendService(route.getInput()));
    }

    @Override
    public void suspend(CamelContext context, List<RouteStartupOrder> routes, long timeout, TimeUnit timeUnit) {
        suspend(context, routes);
    }
}
