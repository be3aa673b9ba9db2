package org.mediaferry.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mediaferry.ledger.Tally.Kind;

/**
 * Writes now and then how fast a run is, so that others can say it while the run goes on, and a plan how long the rest
 * takes, also after a kill. Safe for threads.
 */
final class Measuring {

    /** Seldom enough to cost nothing beside the commits. */
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Progress progress;
    private final Clock clock;
    private @Nullable Instant began;
    private Instant written = Instant.MIN;
    private long copied;

    Measuring(Ledger ledger, Progress progress, Clock clock) {
        this.ledger = ledger;
        this.progress = progress;
        this.clock = clock;
    }

    /** The run begins now. */
    synchronized void begin() {
        began = clock.instant();
        written = began;
    }

    /** The run had nothing to do for this long, which says nothing of how fast it is. */
    synchronized void rested(Duration time) {
        if (began != null) {
            began = began.plus(time);
        }
    }

    /** Writes the measure if it has not been written for a while. */
    synchronized void nowAndThen() {
        if (began != null && !clock.instant().isBefore(written.plus(BETWEEN))) {
            write();
        }
    }

    /** Writes the measure of the run as a whole. */
    synchronized void end() {
        if (began != null) {
            write();
            began = null;
        }
    }

    /** Only what is new: a run that finds nothing to copy for hours must not seem slower and slower. */
    private void write() {
        Instant now = clock.instant();
        Tally total = progress.total();
        written = now;
        if (total.of(Kind.COPIED) >= Measure.FEWEST && total.of(Kind.COPIED) > copied) {
            copied = total.of(Kind.COPIED);
            ledger.measured(new Measure(now, Duration.between(began, now), copied, total.bytes()));
        }
    }
}
