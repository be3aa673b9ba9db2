package org.mediaferry;

import java.util.List;
import java.util.Optional;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.config.Settings;
import org.mediaferry.ledger.Ledger;

/** Where copies go. A ledger's checkpoints say nothing of another destination: a run would copy next to nothing there. */
final class Aim {

    private Aim() {}

    /**
     * Has the ledger remember where the copies of this run go.
     *
     * @param anew whether a ledger of copies somewhere else may be begun anew
     * @throws ConfigurationException when it is of copies somewhere else, and may not
     */
    static void take(Ledger ledger, Settings settings, boolean anew) {
        String here = settings.destination().place();
        Optional<String> known = ledger.destination();
        if (known.isEmpty()) {
            ledger.aimAt(here);
        } else if (!known.get().equals(here)) {
            if (!anew) {
                throw new ConfigurationException(List.of("the ledger in " + settings.workDirectory()
                        + " is of copies at " + known.get() + ", and this run's go to " + here
                        + ", of which its checkpoints say nothing: set another work.directory, or begin anew here with"
                        + " sync --restart, without naming tables"));
            }
            ledger.aimAnewAt(here);
        }
    }
}
