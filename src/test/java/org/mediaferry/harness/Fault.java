package org.mediaferry.harness;

import java.io.IOException;

/** What becomes of a request instead of being handed on as it is; {@link Faults} has the usual ones. */
@FunctionalInterface
public interface Fault {

    /**
     * Deals with a request: answers it, hands it on, cuts the connection, or several of these.
     *
     * @throws IOException when either side has gone away; the connections are closed then
     */
    void befall(Call call) throws IOException;

    /** The same, after something else was done, such as to end the program in this moment. */
    default Fault after(Runnable action) {
        return call -> {
            action.run();
            befall(call);
        };
    }
}
