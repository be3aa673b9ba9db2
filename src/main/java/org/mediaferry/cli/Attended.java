package org.mediaferry.cli;

import org.mediaferry.console.Watched;
import org.mediaferry.sync.CopyRun;

/** Runs copies under the eyes of whoever started them: progress is shown, and signals end them in good order. */
final class Attended {

    private Attended() {}

    /**
     * @param lineEach whether each object gets a line of its own
     */
    static void run(Watched watched, boolean lineEach, Runnable work) {
        CopyRun run = watched.run();
        ProgressDisplay display = ProgressDisplay.of(watched, lineEach);
        // Afterwards: the bar's terminal takes signals for itself, and would let Ctrl-C kill the run
        Signals signals = new Signals(run.run()::interrupt, run.turns()::askNow);
        try {
            work.run();
        } finally {
            signals.close();
            display.close();
        }
    }
}
