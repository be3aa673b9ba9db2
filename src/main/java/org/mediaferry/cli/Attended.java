package org.mediaferry.cli;

import java.util.Collection;
import java.util.OptionalLong;
import org.mediaferry.sync.CopyRun;

/** Runs copies under the eyes of whoever started them: progress is shown, and signals end them in good order. */
final class Attended {

    private Attended() {}

    /**
     * @param rows of each table, as the planner believes; empty where it does not know
     * @param lineEach whether each object gets a line of its own
     */
    static void run(String what, CopyRun run, Collection<OptionalLong> rows, boolean lineEach, Runnable work) {
        Signals signals = new Signals(run);
        ProgressDisplay display = ProgressDisplay.of(what, run, rows, lineEach);
        try {
            work.run();
        } finally {
            display.close();
            signals.close();
        }
    }
}
