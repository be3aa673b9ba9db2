package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.harness.Faults.holdUntil;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Kind;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;

/** SIGTERM and Ctrl-C while puts are under way, and the run after them. */
@ExtendWith(Site.Resolver.class)
class SignalsIT {

    private static final int CONCURRENCY = 4;
    private static final int BEFORE = 30;

    private final Migration migration;
    private final FaultProxy source;
    private final FaultProxy destination;
    private final CountDownLatch answers = new CountDownLatch(1);

    SignalsIT(Site site) {
        migration = site.migration(site.small())
                .set("transfer.concurrency", Integer.toString(CONCURRENCY))
                .set("queue.size", "10");
        source = migration.beforeSource();
        destination = migration.beforeDestination();
    }

    @BeforeEach
    void let_a_few_puts_pass_and_hold_the_others() {
        destination.on(Kind.PUT).after(BEFORE).then(holdUntil(answers));
    }

    @AfterEach
    void hold_nothing() {
        answers.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void a_command_that_only_looks_ends_with_the_same_code(String signal) {
        destination.on(Kind.LIST).then(holdUntil(answers));
        try (Running verify = migration.start("verify")) {
            verify.until(() -> destination.traffic().inFlight() > 0);

            verify.signal(signal);

            verify.await(Cli.PATIENCE).exits(130);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void what_is_in_flight_is_finished_and_nothing_begun(String signal) {
        Finished stopped;
        try (Running run = startUntilPutsHang()) {
            int gets = source.traffic().count(Kind.GET);
            signal(run, signal);
            answers.countDown();
            stopped = run.await(Cli.PATIENCE).exits(130);
            assertThat(source.traffic().count(Kind.GET)).isEqualTo(gets);
        }

        assertThat(stopped.json().get("interrupted").asBoolean()).isTrue();
        assertThat(stopped.json().get("copied").asInt()).isEqualTo(BEFORE + CONCURRENCY);
        assertThat(destination.traffic().count(Kind.PUT, 200)).isEqualTo(BEFORE + CONCURRENCY);
        assertThat(migration.checkpoints()).containsKey("site_uploads");
        assertNextRunDoesTheRest();
        assertThat(destination.traffic().byKey(Kind.PUT).values()).containsOnly(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ctrl_c_at_a_terminal_does_the_same_while_the_bar_is_shown() {
        try (Running run = migration.startAtTerminal("sync")) {
            run.until(() -> destination.traffic().count(Kind.PUT, 0) == CONCURRENCY
                    && run.out().contains(" objects"));
            run.type("\u0003");
            run.until(() -> run.out().contains("stopping - "));
            answers.countDown();
            run.await(Cli.PATIENCE).exits(130);
        }

        assertNextRunDoesTheRest();
    }

    @Test
    void a_second_signal_ends_at_once() {
        try (Running run = startUntilPutsHang()) {
            signal(run, "TERM");
            run.signal("TERM");
            run.await(Duration.ofSeconds(10)).exits(130);
        }
        answers.countDown();

        assertNextRunDoesTheRest();
    }

    @Test
    void what_takes_longer_than_the_stop_timeout_is_left_to_the_next_run() {
        migration.set("stop.timeout", "1s");
        try (Running run = startUntilPutsHang()) {
            signal(run, "TERM");
            run.await(Duration.ofSeconds(25)).exits(130);
        }
        answers.countDown();

        assertNextRunDoesTheRest();
    }

    private Running startUntilPutsHang() {
        Running run = migration.start("sync", "--format", "json");
        await().atMost(Cli.PATIENCE)
                .until(() -> !run.isAlive() || destination.traffic().count(Kind.PUT, 0) == CONCURRENCY);
        assertThat(run.isAlive()).as(run.err()).isTrue();
        return run;
    }

    private static void signal(Running run, String signal) {
        run.signal(signal);
        await().atMost(Cli.PATIENCE).until(() -> !run.isAlive() || run.err().contains("stopping - "));
        assertThat(run.isAlive()).as(run.err()).isTrue();
    }

    private void assertNextRunDoesTheRest() {
        migration.run("sync").exits(0);
        assertThat(migration.compare().differences()).isEmpty();
        assertThat(migration.missing()).isEqualTo(migration.server().missingKeys());
    }
}
