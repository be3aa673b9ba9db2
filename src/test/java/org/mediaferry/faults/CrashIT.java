package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mediaferry.demo.LocalPostgres;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Kind;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Moment;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Seed;
import org.mediaferry.harness.Site;
import org.mediaferry.harness.Traffic;
import org.mediaferry.harness.Traffic.Entry;

/** Runs that end by {@code kill -9}, and the run after them. */
@Order(1)
@ExtendWith({Site.Resolver.class, Seed.class})
class CrashIT {

    /** Of 137: 128 and the number of the signal. */
    private static final int KILLED = 137;

    private static final int KILLS = 20;
    private static final int ROWS = 18_000;
    private static final int CONCURRENCY = 16;

    private final Site site;

    CrashIT(Site site) {
        this.site = site;
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void a_kill_loses_no_object_and_repeats_none_that_arrived(Moment moment) {
        Migration migration = site.migration(site.smallToChange());
        Traffic puts = migration.beforeDestination().traffic();

        Finished killed = moment.kill(migration);
        Set<String> there = new HashSet<>(migration.copies().keySet());
        assertThat(killed.exit()).as(killed.toString()).isEqualTo(KILLED);
        assertThat(there).isNotEqualTo(migration.server().presentKeys());
        moment.kill(migration);
        migration.run("sync").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
        assertThat(migration.missing()).isEqualTo(migration.server().missingKeys());
        assertThat(arrivedMoreThanOnce(puts)).isEmpty();
        assertThat(arrivals(puts).keySet()).containsAll(there);
    }

    @Test
    void twenty_kills_at_random_moments_of_twenty_thousand_objects(Random random) {
        Path directory = site.newDirectory();
        try (LocalPostgres own = LocalPostgres.start(directory)) {
            Migration migration =
                    site.migration(site.mastodon(own, ROWS)).set("transfer.concurrency", Integer.toString(CONCURRENCY));
            Traffic puts = migration.beforeDestination().traffic();
            int killed = 0;
            while (killed < KILLS) {
                int present = migration.server().presentKeys().size();
                int share = (present - arrivals(puts).size()) / (KILLS - killed + 2);
                try (Running run = migration.start("sync")) {
                    killed += killSoon(run, puts, random, 2 * share) == KILLED ? 1 : 0;
                }
            }

            migration.run("sync").exits(0);

            assertThat(migration.server().expected().size()).isGreaterThanOrEqualTo(20_000);
            assertThat(migration.compareListing()).isEmpty();
            assertThat(migration.missing()).isEqualTo(migration.server().missingKeys());
            int attempts = puts.count(Kind.PUT);
            System.out.println("CrashIT: " + killed + " kills, " + attempts + " puts, "
                    + (attempts - arrivals(puts).size()) + " of them again, "
                    + arrivedMoreThanOnce(puts).size() + " of them though the object was there");
            assertThat(arrivedMoreThanOnce(puts)).isEmpty();
            assertThat(attempts - migration.server().presentKeys().size()).isBetween(0, KILLS * CONCURRENCY);
        }
    }

    /** One time in three whatever the run is doing after a while, else in the thick of copying. */
    private static int killSoon(Running run, Traffic puts, Random random, int most) {
        int before = puts.count(Kind.PUT);
        if (random.nextInt(3) == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(4_000)));
        } else {
            int more = random.nextInt(Math.max(1, most));
            await().atMost(Cli.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !run.isAlive() || puts.count(Kind.PUT) > before + more);
        }
        return run.kill().exit();
    }

    /** How many puts of each object the destination has confirmed. */
    private static Map<String, Long> arrivals(Traffic traffic) {
        return traffic.entries(Traffic.of(Kind.PUT).and(Entry::succeeded)).stream()
                .collect(Collectors.groupingBy(Entry::key, Collectors.counting()));
    }

    private static Set<String> arrivedMoreThanOnce(Traffic traffic) {
        return arrivals(traffic).entrySet().stream()
                .filter(puts -> puts.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
