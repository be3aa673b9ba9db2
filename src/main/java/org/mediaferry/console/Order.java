package org.mediaferry.console;

import java.util.List;
import org.mediaferry.ledger.DeadLetterFilter;

/**
 * A job that is to be done.
 *
 * @param job {@code sync} or {@code replay}
 * @param follow whether a sync has no end
 * @param letters which dead letters a replay is about
 */
public record Order(String job, boolean follow, DeadLetterFilter letters) {

    static final String SYNC = "sync";
    static final String REPLAY = "replay";

    /** What there is to do. */
    static final List<String> JOBS = List.of(SYNC, REPLAY);

    /** Copies what is new. */
    public static Order sync(boolean follow) {
        return new Order(SYNC, follow, DeadLetterFilter.all());
    }

    /** Queues dead letters again. */
    public static Order replay(DeadLetterFilter letters) {
        return new Order(REPLAY, false, letters);
    }
}
