package org.mediaferry.console;

import java.util.Map;
import org.mediaferry.pace.StorePace;

/** What can be changed on a run while it goes on. */
final class Limits {

    private Limits() {}

    /**
     * Changes all of these, or, when one is out of bounds, none.
     *
     * @param wanted copiesAtOnce, sourceRate, destinationRate
     * @throws ApiException that says which is out of bounds
     */
    static void set(Watched run, Map<String, Integer> wanted) {
        int most = run.run().parts().atOnce().most();
        check("copiesAtOnce", wanted, 1, most);
        check("sourceRate", wanted, 0, StorePace.MOST_A_SECOND);
        check("destinationRate", wanted, 0, StorePace.MOST_A_SECOND);
        if (wanted.containsKey("copiesAtOnce")) {
            run.run().parts().atOnce().limit(wanted.get("copiesAtOnce"));
        }
        if (wanted.containsKey("sourceRate")) {
            run.run().turns().source().choose(wanted.get("sourceRate"));
        }
        if (wanted.containsKey("destinationRate")) {
            run.run().turns().destination().choose(wanted.get("destinationRate"));
        }
    }

    private static void check(String key, Map<String, Integer> wanted, int min, int max) {
        Integer value = wanted.get(key);
        if (value != null && (value < min || value > max)) {
            String hint = key.equals("copiesAtOnce") ? ", as transfer.concurrency of this run allows" : "";
            throw ApiException.badRequest(
                    key + " must be a whole number from " + min + " to " + max + hint + ", was " + value);
        }
    }
}
