package org.mediaferry.ledger;

import java.nio.file.Path;

/** Another process, or this one, uses the work directory already. */
public final class WorkDirectoryInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Holder holder;

    WorkDirectoryInUseException(Path directory, Holder holder) {
        super("work.directory " + directory + " is in use by " + holder.describe()
                + ": wait until it ends or stop it; a run of its own needs another work.directory");
        this.holder = holder;
    }

    /** Who uses it. */
    public Holder holder() {
        return holder;
    }
}
