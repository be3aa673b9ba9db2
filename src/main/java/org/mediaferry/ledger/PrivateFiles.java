package org.mediaferry.ledger;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read, where the file system knows owners: dead letters name private media. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** Creates a directory, and those above it; one that exists keeps its rights, which may be shared with others. */
    public static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, rights("rwx------"));
        }
    }

    /** Creates an empty file, or takes the others' rights from one that exists. */
    public static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, rights("rw-------"));
        } catch (FileAlreadyExistsException e) {
            restrict(file);
        }
    }

    private static void restrict(Path file) throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        if (isPosix() && !owner.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, owner);
        }
    }

    private static FileAttribute<?>[] rights(String rights) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
