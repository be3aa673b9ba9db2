package org.mediaferry.cli;

/** What the commands exit with. */
final class ExitCode {

    /** Done, nothing failed. */
    static final int DONE = 0;
    /** Unexpected error. */
    static final int ERROR = 1;
    /** Bad usage or configuration; nothing was touched. */
    static final int USAGE = 2;
    /** Finished; some objects are dead letters, or were left out and nobody said whether they may be. */
    static final int NOT_ALL = 3;
    /** A comparison found problems. */
    static final int PROBLEMS = 4;
    /** Stopped by a signal; the next run goes on. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
