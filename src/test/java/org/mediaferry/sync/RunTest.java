package org.mediaferry.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunTest {

    private final Run run = new Run();

    @Test
    void goes_on_until_it_is_stopped() {
        assertThat(run.isStopping()).isFalse();
        assertThat(run.stopped()).isNotDone();
        assertThat(run.failure()).isEmpty();
    }

    @Test
    void stops_for_the_first_reason() {
        Throwable first = new IllegalStateException("bucket gone");

        run.stopBecause(first);
        run.stopBecause(new IllegalStateException("destination full"));
        run.interrupt();

        assertThat(run.isStopping()).isTrue();
        assertThat(run.stopped()).isDone();
        assertThat(run.failure()).containsSame(first);
    }

    @Test
    void a_failure_after_an_interruption_is_not_why_it_stopped() {
        run.interrupt();
        run.stopBecause(new IllegalStateException("connection pool shut down"));

        assertThat(run.isStopping()).isTrue();
        assertThat(run.failure()).isEmpty();
    }
}
