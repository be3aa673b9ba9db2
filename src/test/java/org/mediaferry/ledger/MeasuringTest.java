package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.OutcomeGroup;

/** How fast a run is, as the ledger has it while the run goes on and after its end. */
class MeasuringTest {

    private static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path directory;

    private final SetClock clock = new SetClock();
    private Ledger ledger;
    private Recorder recorder;

    @BeforeEach
    void open() {
        ledger = Ledger.open(directory);
        recorder = new Recorder(ledger, new Progress(Only.ALL, true), clock);
        recorder.begin();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void a_run_is_measured_while_it_goes_on() {
        clock.pass(2);
        copy(1, 100);
        assertThat(ledger.measure()).isEmpty();

        clock.pass(3);
        copy(101, 150);

        assertThat(ledger.measure()).contains(new Measure(BEGAN.plusSeconds(5), Duration.ofSeconds(5), 150, 15_000));
    }

    @Test
    void its_end_counts_all_of_it() {
        clock.pass(5);
        copy(1, 100);
        clock.pass(1);
        copy(101, 140);

        recorder.end();

        assertThat(ledger.measure()).contains(new Measure(BEGAN.plusSeconds(6), Duration.ofSeconds(6), 140, 14_000));
    }

    @Test
    void a_few_objects_say_nothing_and_leave_what_is_known() {
        Measure known = new Measure(BEGAN.minusSeconds(60), Duration.ofSeconds(10), 200, 1000);
        ledger.measured(known);

        clock.pass(10);
        copy(1, 99);
        recorder.end();

        assertThat(ledger.measure()).contains(known);
    }

    @Test
    void a_run_that_finds_nothing_more_to_copy_does_not_become_slower() {
        clock.pass(5);
        copy(1, 100);
        clock.pass(3600);

        recorder.checkpoint();
        recorder.end();

        assertThat(ledger.measure().orElseThrow().objectsPerSecond()).isEqualTo(20);
    }

    @Test
    void the_time_between_two_looks_of_a_run_that_follows_does_not_count() {
        clock.pass(5);
        copy(1, 100);
        clock.pass(3600);
        recorder.rested(Duration.ofSeconds(3600));
        clock.pass(5);

        copy(101, 200);

        Measure measure = ledger.measure().orElseThrow();
        assertThat(measure.time()).isEqualTo(Duration.ofSeconds(10));
        assertThat(measure.objectsPerSecond()).isEqualTo(20);
        assertThat(measure.bytesPerSecond()).isEqualTo(2000);
    }

    private void copy(long first, long last) {
        List<Outcome> outcomes =
                LongStream.rangeClosed(first, last).mapToObj(Samples::copied).toList();
        recorder.record(new OutcomeGroup(outcomes));
    }

    /** Stands still until it is told that time has passed. */
    private static final class SetClock extends Clock {

        private Instant now = BEGAN;

        void pass(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
