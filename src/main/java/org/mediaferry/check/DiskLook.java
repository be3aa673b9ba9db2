package org.mediaferry.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the room for the ledger, which holds no row per copied object and so stays small. */
final class DiskLook {

    private static final long MEGABYTE = 1_000_000;
    /** One row is kept for each missing object and each dead letter: of a million of them, not more than this. */
    private static final long ENOUGH = 1000 * MEGABYTE;

    private static final long TOO_LITTLE = 50 * MEGABYTE;

    private DiskLook() {}

    static void run(Path workDirectory, Findings findings) {
        Path there = workDirectory;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String evidence = free / MEGABYTE + " MB free for " + workDirectory;
            String advice =
                    "the ledger needs some MB, more where many objects are missing or fail: free some, or set work.directory";
            if (!Files.isWritable(there)) {
                findings.failed("work.directory", there + " cannot be written", "set work.directory, or its owner");
            } else if (free < TOO_LITTLE) {
                findings.failed("work.directory", evidence, advice);
            } else if (free < ENOUGH) {
                findings.warning("work.directory", evidence, advice);
            } else {
                findings.ok("work.directory", evidence);
            }
        } catch (IOException e) {
            findings.failed("work.directory", there + ": " + e.getMessage(), "set work.directory");
        }
    }
}
