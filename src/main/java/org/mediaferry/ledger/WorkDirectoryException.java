package org.mediaferry.ledger;

import java.io.IOException;
import java.nio.file.Path;

/** The work directory cannot be used. The message names it and says what to do. */
public final class WorkDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkDirectoryException(Path directory, IOException cause) {
        super(
                "work.directory " + directory + " cannot be used (" + cause
                        + "): it must be a directory on a local disk"
                        + " that the user who runs this can write, or a path where one can be created",
                cause);
    }
}
