package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.delay;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Kind;
import org.mediaferry.harness.Link;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;
import org.mediaferry.harness.SshServer;

/** The way through an SSH server breaks while rows are read. */
@ExtendWith(Site.Resolver.class)
class TunnelFaultsIT {

    private static final String PASSWORD = "kAnArY-ssh";

    private final SshServer ssh = SshServer.start().password(PASSWORD);
    private final Link link = Link.to(ssh.port());
    private final Migration migration;
    private final FaultProxy destination;

    TunnelFaultsIT(Site site) {
        migration = site.migration(site.small())
                .set("ssh.host", "127.0.0.1")
                .set("ssh.port", Integer.toString(link.port()))
                .set("ssh.user", SshServer.USER)
                .set("ssh.host-key", ssh.fingerprint())
                .variable("SSH_PASSWORD", PASSWORD)
                .set("database.connect-timeout", "3s")
                .set("poll.page-size", "5")
                .set("queue.size", "5")
                .set("transfer.concurrency", "2")
                .set("retry.delay", "200ms")
                .unset("poll.retries");
        destination = migration.beforeDestination();
        destination.on(Kind.PUT).then(delay(Duration.ofMillis(20)));
    }

    @AfterEach
    void stop() {
        link.close();
        ssh.close();
    }

    @Test
    void sessions_that_end_are_replaced_and_no_row_is_skipped() {
        try (Running run = started()) {
            ssh.endSessions();

            assertCopiesAll(run);
        }
    }

    @Test
    void a_link_that_goes_dead_without_a_word_is_replaced_and_no_row_is_skipped() {
        try (Running run = started()) {
            link.freeze();

            assertCopiesAll(run);
        }
    }

    @Test
    void another_host_key_stops_the_run_at_once_and_the_next_one_goes_on() {
        try (Running run = started()) {
            ssh.changeHostKey();

            Finished stopped = run.await(Duration.ofSeconds(40)).exits(1);
            assertThat(stopped.err()).contains("is not the one that was known", ssh.fingerprint());
            assertThat(stopped.out() + stopped.err()).doesNotContain(PASSWORD);
        }
        destination.mend();
        migration.set("ssh.host-key", ssh.fingerprint()).run("sync").exits(0);
        assertThat(migration.compare().differences()).isEmpty();
    }

    private Running started() {
        Running run = migration.start("sync");
        run.until(() -> destination.traffic().count(Kind.PUT, 200) >= 30);
        return run;
    }

    private void assertCopiesAll(Running run) {
        destination.mend();
        run.await(Cli.PATIENCE).exits(0);
        assertThat(migration.compare().differences()).isEmpty();
        assertThat(migration.missing()).isEqualTo(migration.server().missingKeys());
    }
}
