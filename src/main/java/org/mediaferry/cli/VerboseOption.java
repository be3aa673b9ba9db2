package org.mediaferry.cli;

import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** {@code --verbose}. */
final class VerboseOption {

    @Option(
            names = {"-v", "--verbose"},
            description = "Log more, and show stack traces.")
    private boolean verbose;

    boolean isOn() {
        return verbose;
    }

    /** Lets mediaferry's lines of DEBUG through, when asked to. */
    void apply() {
        if (verbose) {
            Logging.level(Level.DEBUG);
        }
    }
}
