package org.mediaferry.cli;

import java.util.concurrent.atomic.AtomicBoolean;
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

    private final AtomicBoolean stopping = new AtomicBoolean();

    /**
     * @param stop ends what goes on, in good order
     * @param askNow asks stores in trouble
     */
    Signals(Runnable stop, Runnable askNow) {
        previousInt = org.jline.utils.Signals.register("INT", () -> stop(stop));
        previousTerm = org.jline.utils.Signals.register("TERM", () -> stop(stop));
        previousCont = org.jline.utils.Signals.register("CONT", askNow);
    }

    private void stop(Runnable stop) {
        if (stopping.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        stop.run();
        LOG.info("stopping - objects in flight are finished; once more stops at once");
    }

    /** Whether a signal asked for the end. */
    boolean stopping() {
        return stopping.get();
    }

    @Override
    public void close() {
        org.jline.utils.Signals.unregister("INT", previousInt);
        org.jline.utils.Signals.unregister("TERM", previousTerm);
        org.jline.utils.Signals.unregister("CONT", previousCont);
    }
}
