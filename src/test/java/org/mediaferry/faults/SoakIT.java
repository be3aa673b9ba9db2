package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.harness.Faults.cut;
import static org.mediaferry.harness.Faults.cutInAnswer;
import static org.mediaferry.harness.Faults.delay;
import static org.mediaferry.harness.Faults.loseAnswer;
import static org.mediaferry.harness.Faults.slowDown;
import static org.mediaferry.harness.Kind.GET;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.any;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.LocalPostgres;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Footprint;
import org.mediaferry.harness.Mastodon;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Seed;
import org.mediaferry.harness.Site;

/**
 * All that may happen at once, for a while: 5 % of all requests refused, connections cut, answers lost, slow answers, kills.
 * {@code -Dsoak.minutes=240 -Dsoak.rows=100000} does it for longer and with more.
 */
@Order(1)
@ExtendWith({Site.Resolver.class, Seed.class})
class SoakIT {

    private static final int ROWS = Integer.getInteger("soak.rows", 9_000);
    private static final Duration KILLING =
            Duration.ofSeconds(Math.round(60 * Double.parseDouble(System.getProperty("soak.minutes", "0.5"))));
    private static final Duration PATIENCE = Duration.ofMinutes(5).plus(KILLING.multipliedBy(2));

    private static LocalPostgres postgres;
    private static Mastodon server;

    private final Migration migration;

    SoakIT(Site site) {
        migration = site.migration(server);
        migration.unset("retry.attempts").set("retry.delay", "50ms").set("pause.probe-interval", "1s");
    }

    @BeforeAll
    static void makeServer(Site site) {
        postgres = LocalPostgres.start(site.newDirectory());
        server = site.mastodon(postgres, ROWS);
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @Test
    void killed_again_and_again_between_troubled_stores_it_ends_in_a_clean_verify(Random random) {
        trouble(random);
        long end = System.nanoTime() + KILLING.toNanos();
        int kills = 0;
        while (System.nanoTime() < end) {
            try (Running sync = migration.start("sync")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_000 + random.nextInt(5_000)));
                kills += sync.kill().exit() == 0 ? 0 : 1;
            }
        }

        migration.start("sync").await(PATIENCE).exits(0);

        assertThat(kills).isPositive();
        assertThatAllIsThere();
    }

    @Test
    void at_the_end_of_a_run_it_holds_no_more_threads_sockets_and_heap_than_near_its_begin(Random random) {
        FaultProxy destination = trouble(random);
        int objects = server.presentKeys().size();
        try (Running sync = migration.start("sync")) {
            Footprint begin = footprintAfter(objects / 5, destination, sync);
            Footprint end = footprintAfter(objects * 9 / 10, destination, sync);

            assertThat(end.threads()).isLessThanOrEqualTo(begin.threads() + 4);
            // Two for each copy under way, and a few; how many of them are open when is chance
            assertThat(end.sockets()).isLessThanOrEqualTo(2 * migration.concurrency() + 8);
            assertThat(end.heapBytes()).isLessThan(begin.heapBytes() + 16_000_000);
            sync.await(PATIENCE).exits(0);
        }
        assertThatAllIsThere();
    }

    private FaultProxy trouble(Random random) {
        FaultProxy source = migration.beforeSource();
        source.on(any()).withProbability(0.05, random).then(slowDown());
        source.on(GET).withProbability(0.01, random).then(cutInAnswer());
        source.on(GET).withProbability(0.02, random).then(delay(Duration.ofMillis(300)));
        FaultProxy destination = migration.beforeDestination();
        destination.on(any()).withProbability(0.05, random).then(slowDown());
        destination.on(PUT).withProbability(0.01, random).then(cut());
        destination.on(PUT).withProbability(0.01, random).then(loseAnswer());
        destination.on(PUT).withProbability(0.02, random).then(delay(Duration.ofMillis(300)));
        return destination;
    }

    private static Footprint footprintAfter(int puts, FaultProxy destination, Running sync) {
        await().atMost(PATIENCE).until(() -> {
            assertThat(sync.isAlive()).as(sync.err()).isTrue();
            return destination.traffic().count(PUT) >= puts;
        });
        return Footprint.of(sync.pid());
    }

    private void assertThatAllIsThere() {
        migration.beforeSource().mend();
        migration.beforeDestination().mend();
        migration.run("verify", "--source", "--sample", "100").exits(0);
        assertThat(migration.compareListing()).isEmpty();
        assertThat(migration
                        .run("report", "--failed", "--format", "jsonl")
                        .exits(0)
                        .jsonLines())
                .isEmpty();
    }
}
