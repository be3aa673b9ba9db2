package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.Expected;

/** Runs that end before their time, and the run after them. */
@ExtendWith(Site.Resolver.class)
class InterruptionIT {

    private static final int KILLS = 5;
    private static final int QUEUE = 100;
    private static final int CONCURRENCY = 4;

    private final Migration migration;

    InterruptionIT(Site site) {
        migration = site.migration(site.large());
    }

    @Test
    void a_signal_ends_a_run_in_good_order_and_the_next_run_goes_on() {
        Finished interrupted;
        try (Running run = migration.start("sync", "--concurrency", "1", "--format", "json")) {
            awaitCopies(run, 300);
            run.terminate();
            interrupted = run.await(Cli.PATIENCE).exits(130);
        }

        assertThat(interrupted.json().get("interrupted").asBoolean()).isTrue();
        long copied = interrupted.json().get("copied").asLong();
        assertThat(copied)
                .isBetween(300L, objects() - 1)
                .isEqualTo(migration.copies().size());
        assertThat(migration.checkpoints()).containsKeys("site_uploads", "custom_emojis");

        var rest = migration.run("sync", "--format", "json").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
        // A row with several objects, the last of which was not copied, is copied again as a whole
        assertThat(rest.json().get("copied").asLong()).isBetween(present() - copied, present() - copied + 30);
    }

    @Test
    void kills_lose_no_row_and_repeat_no_more_than_was_under_way() {
        var random = new Random();
        migration.set("queue.size", Integer.toString(QUEUE)).set("transfer.concurrency", Integer.toString(CONCURRENCY));

        for (int i = 1; i <= KILLS; i++) {
            try (Running run = migration.start("sync")) {
                awaitCopies(run, migration.copies().size() + 1 + random.nextInt((int) present() / (KILLS + 2)));
                run.kill();
            }
        }
        migration.run("sync").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
        long outcomes = StreamSupport.stream(migration.status().get("jobs").spliterator(), false)
                .mapToLong(job -> job.get("copied").asLong()
                        + job.get("already-there").asLong()
                        + job.get("missing").asLong())
                .sum();
        assertThat(outcomes).isBetween(objects(), objects() + KILLS * (QUEUE + CONCURRENCY));
    }

    /** Looks at the destination, as a stranger would. */
    private void awaitCopies(Running run, int atLeast) {
        await().atMost(Cli.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            assertThat(run.isAlive()).as(run.err()).isTrue();
            return migration.copies().size() >= atLeast;
        });
    }

    private long objects() {
        return migration.server().expected().size();
    }

    private long present() {
        return migration.server().expected().stream()
                .filter(Expected::presentAtSource)
                .count();
    }
}
