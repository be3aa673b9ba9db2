package org.mediaferry.cli;

/** Where lines of a report go. */
interface ReportWriter extends AutoCloseable {

    void write(ReportLine line);

    /** Writes what ends the report. */
    @Override
    default void close() {}
}
