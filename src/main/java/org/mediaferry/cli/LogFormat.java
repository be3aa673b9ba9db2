package org.mediaferry.cli;

/** How a line of the log is written. */
enum LogFormat {
    /** For a person. */
    TEXT,
    /** For a program. */
    JSON
}
