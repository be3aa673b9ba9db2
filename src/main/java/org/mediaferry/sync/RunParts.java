package org.mediaferry.sync;

import java.time.Duration;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.ledger.Progress;
import org.mediaferry.ledger.Recorder;
import org.mediaferry.pace.Turns;

/**
 * What a run that copies is made of.
 *
 * @param engine the routes that do it
 * @param ledger what is kept of it
 * @param recorder the one who writes that
 * @param progress what it has done so far
 * @param run whether it goes on
 * @param turns which stores it waits for, and whether it is halted
 * @param atOnce how many objects it copies at once
 * @param commitInterval the longest that an outcome waits for its commit
 */
public record RunParts(
        Engine engine,
        Ledger ledger,
        Recorder recorder,
        Progress progress,
        Run run,
        Turns turns,
        AtOnce atOnce,
        Duration commitInterval) {

    Draining draining() {
        return new Draining(engine, progress, recorder, run, commitInterval);
    }
}
