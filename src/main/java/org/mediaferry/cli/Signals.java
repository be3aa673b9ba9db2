package org.mediaferry.cli;

import org.mediaferry.sync.CopyRun;
import org.mediaferry.sync.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a first SIGINT or SIGTERM end a run in good order, and a second one at once; SIGCONT asks stores in trouble at
 * once.
 */
final class Signals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private final Object previousInt;
    private final Object previousTerm;
    private final Object previousCont;

    Signals(CopyRun copies) {
        Run run = copies.run();
        previousInt = org.jline.utils.Signals.register("INT", () -> stop(run));
        previousTerm = org.jline.utils.Signals.register("TERM", () -> stop(run));
        previousCont = org.jline.utils.Signals.register("CONT", copies.turns()::askNow);
    }

    private static void stop(Run run) {
        if (run.isStopping()) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        LOG.info("stopping - objects in flight are finished; once more stops at once");
        run.interrupt();
    }

    @Override
    public void close() {
        org.jline.utils.Signals.unregister("INT", previousInt);
        org.jline.utils.Signals.unregister("TERM", previousTerm);
        org.jline.utils.Signals.unregister("CONT", previousCont);
    }
}
