package org.mediaferry.console;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mediaferry.sync.Engine;

/** Saved route files that could not be used, of the run that goes on and of the console itself. */
final class RefusedFiles {

    private final Jobs jobs;
    private volatile @Nullable Engine console;

    RefusedFiles(Jobs jobs) {
        this.jobs = jobs;
    }

    /** The console's own routes, once they run. */
    void of(Engine routes) {
        console = routes;
    }

    /** What is wrong, by file; it names the file too. */
    Map<String, String> all() {
        Map<String, String> refused = new TreeMap<>();
        jobs.watched()
                .ifPresent(run -> refused.putAll(run.run().parts().engine().refusedFiles()));
        Engine own = console;
        if (own != null) {
            refused.putAll(own.refusedFiles());
        }
        return refused;
    }
}
