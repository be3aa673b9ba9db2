package org.mediaferry.console;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * How a job ended.
 *
 * @param job its name
 * @param at when
 * @param result one of the constants
 * @param why of a failure what happened and what to do; else empty
 * @param figures what it did, as the closing figures of its command; empty when it did not begin
 */
public record Ended(String job, Instant at, String result, String why, Map<String, Object> figures) {

    /** Nothing failed. */
    public static final String DONE = "done";
    /** It ended, and the ledger holds dead letters. */
    public static final String DEAD_LETTERS = "dead letters";
    /** It ended, private objects are left out, and nobody has said that they may be. */
    public static final String LEFT_OUT = "private objects left out";
    /** Somebody stopped it. */
    public static final String STOPPED = "stopped";
    /** It could not go on. */
    public static final String FAILED = "failed";

    public Ended {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(result, "result");
    }
}
