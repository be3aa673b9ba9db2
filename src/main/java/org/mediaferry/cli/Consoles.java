package org.mediaferry.cli;

import java.io.PrintWriter;
import org.mediaferry.Probes;
import org.mediaferry.config.Settings;
import org.mediaferry.console.Jobs;
import org.mediaferry.console.LogLevel;
import org.mediaferry.console.OpenConsole;
import org.slf4j.event.Level;

/** The console of a command: opened before its work, and closed after it. */
final class Consoles implements AutoCloseable {

    private final Probes probes;
    private final OpenConsole console;

    private Consoles(Probes probes, OpenConsole console) {
        this.probes = probes;
        this.console = console;
    }

    /**
     * Opens it.
     *
     * @param schedules whether jobs are started at times
     */
    static Consoles open(Settings settings, Jobs jobs, boolean schedules) {
        Probes probes = new Probes(settings);
        try {
            return new Consoles(
                    probes, OpenConsole.open(settings, jobs, new LevelOfLog(), probes.questions(), schedules));
        } catch (RuntimeException e) {
            probes.close();
            throw e;
        }
    }

    /** Says where it is, and how to come in. */
    void announce(PrintWriter out) {
        out.println("  The console is at " + console.address() + " for user " + console.user() + "; "
                + console.passwordHint() + ".");
        out.flush();
    }

    @Override
    public void close() {
        console.close();
        probes.close();
    }

    private static final class LevelOfLog implements LogLevel {

        @Override
        public Level get() {
            return Logging.level();
        }

        @Override
        public void set(Level level) {
            Logging.level(level);
        }
    }
}
