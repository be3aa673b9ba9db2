package org.mediaferry.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class EngineTest {

    /** The console asks at any time, also while a run ends. */
    @Test
    void counts_what_waits_in_a_queue_and_nothing_once_it_is_gone() throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.start();
        try {
            SedaEndpoint queue = context.getEndpoint("seda:objects", SedaEndpoint.class);
            context.createProducerTemplate().sendBody(queue, "an object");

            assertThat(Engine.waiting(queue)).isEqualTo(1);

            queue.shutdown();

            assertThat(Engine.waiting(queue)).isZero();
        } finally {
            context.stop();
        }
    }
}
