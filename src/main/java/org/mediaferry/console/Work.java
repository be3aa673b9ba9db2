package org.mediaferry.console;

import java.util.function.Consumer;

/** Does what a job is about. */
public interface Work {

    /**
     * Returns when the job is done, or was stopped, or could not go on.
     *
     * @param watched told of the run as soon as there is one to be watched
     */
    Ended run(Order order, Consumer<Watched> watched);
}
