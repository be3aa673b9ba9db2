package org.mediaferry.sync;

import org.mediaferry.ledger.Progress;
import org.mediaferry.pace.Turns;

/** A run that copies objects, as whoever started it watches and steers it. */
public interface CopyRun {

    /** What it is made of. */
    RunParts parts();

    /** What it has done so far. */
    default Progress progress() {
        return parts().progress();
    }

    /** Whether it goes on. */
    default Run run() {
        return parts().run();
    }

    /** Which stores it waits for, and whether it is halted. */
    default Turns turns() {
        return parts().turns();
    }
}
