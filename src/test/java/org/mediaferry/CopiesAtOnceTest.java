package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.StatefulService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The policy on a route with ten consumers, whose messages end when the test lets them. */
class CopiesAtOnceTest {

    private static final int CONSUMERS = 10;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicInteger allowed = new AtomicInteger(2);
    private final AtomicInteger ended = new AtomicInteger();
    private final ConcurrentLinkedQueue<Object> working = new ConcurrentLinkedQueue<>();
    private final Semaphore mayEnd = new Semaphore(0);
    private volatile boolean stopping;

    private void start(Runnable end) throws Exception {
        context.getRegistry()
                .bind("atOnce", new CopiesAtOnce(1024, allowed::get, bytes -> ended.incrementAndGet(), () -> stopping));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in?concurrentConsumers=" + CONSUMERS)
                        .routeId("in")
                        .routePolicyRef("atOnce")
                        .process(exchange -> {
                            working.add(exchange.getMessage().getBody());
                            mayEnd.acquire();
                            end.run();
                        });
            }
        });
        context.start();
        send(0);
    }

    private void send(int first) throws IOException {
        try (var producer = context.createProducerTemplate()) {
            for (int i = first; i < first + CONSUMERS; i++) {
                producer.sendBody("seda:in", i);
            }
        }
    }

    @AfterEach
    void stop() {
        stopping = true;
        // Camel waits for each message that was sent
        mayEnd.release(3 * CONSUMERS);
        context.stop();
    }

    private void awaitWorking(int number) {
        await().untilAsserted(() -> assertThat(working).hasSize(number));
    }

    @Test
    void no_more_are_under_way_than_allowed() throws Exception {
        start(() -> {});
        awaitWorking(2);

        mayEnd.release(3);

        awaitWorking(5);
        assertThat(ended).hasValue(3);
    }

    @Test
    void a_failure_makes_room_too() throws Exception {
        start(() -> {
            throw new IllegalStateException("on purpose");
        });
        awaitWorking(2);

        mayEnd.release(4);

        awaitWorking(6);
    }

    @Test
    void when_the_number_grows_those_who_wait_begin_with_the_next_end() throws Exception {
        start(() -> {});
        awaitWorking(2);
        allowed.set(6);

        mayEnd.release();

        awaitWorking(7);
    }

    @Test
    void when_the_number_falls_nobody_begins_until_enough_have_ended() throws Exception {
        allowed.set(4);
        start(() -> {});
        awaitWorking(4);
        allowed.set(1);

        mayEnd.release(3);
        await().untilAsserted(() -> assertThat(ended).hasValue(3));
        assertThat(working).hasSize(4);
        mayEnd.release();

        awaitWorking(5);
    }

    @Test
    void a_route_that_was_stopped_while_they_worked_begins_anew() throws Exception {
        start(() -> {});
        awaitWorking(2);
        context.getRouteController().stopRoute("in", 1, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(ended).hasValue(CONSUMERS));
        working.clear();

        context.getRouteController().startRoute("in");
        send(0);

        awaitWorking(2);
    }

    @Test
    void one_that_waits_is_overtaken_by_none_that_comes_later() throws Exception {
        start(() -> {});
        awaitWorking(2);
        send(CONSUMERS);

        for (int begun = 3; begun <= CONSUMERS; begun++) {
            mayEnd.release();
            awaitWorking(begun);
        }

        assertThat(working).allSatisfy(body -> assertThat((int) body).isLessThan(CONSUMERS));
    }

    @Test
    void a_limit_holds_at_once_for_those_who_begin() throws Exception {
        CopiesAtOnce policy = new CopiesAtOnce(8, allowed::get, bytes -> {}, () -> stopping);
        allowed.set(6);

        policy.limit(3);

        assertThat(policy.now()).isEqualTo(3);
        assertThatThrownBy(() -> policy.limit(9))
                .hasMessageContaining("from 1 to 8")
                .hasMessageContaining("was 9");
        assertThatThrownBy(() -> policy.limit(0)).hasMessageContaining("was 0");
        assertThat(policy.now()).isEqualTo(3);
    }

    /** Camel tells a service that is stopped nothing more, and a put may end long after its route was replaced. */
    @Test
    void camel_tells_it_of_what_ends_after_the_route() {
        CopiesAtOnce policy = new CopiesAtOnce(1024, allowed::get, bytes -> {}, () -> stopping);

        assertThat(policy).isNotInstanceOf(StatefulService.class);
    }

    @Test
    void nobody_waits_when_the_run_is_to_stop() throws Exception {
        start(() -> {});
        awaitWorking(2);
        stopping = true;

        mayEnd.release();

        awaitWorking(CONSUMERS);
    }
}
