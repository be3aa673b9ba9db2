package org.mediaferry.sync;

import org.mediaferry.ledger.Progress;
import org.mediaferry.pace.Turns;

/** A run that copies objects, as the command line watches it. */
public interface CopyRun {

    /** What it has done so far. */
    Progress progress();

    /** Whether it goes on. */
    Run run();

    /** Which stores it waits for. */
    Turns turns();
}
