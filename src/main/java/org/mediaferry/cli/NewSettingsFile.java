package org.mediaferry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.config.Draft;
import org.mediaferry.ledger.PrivateFiles;

/** A settings file that is to be written whole or not at all, for its owner's eyes alone. */
final class NewSettingsFile {

    private final Path file;

    NewSettingsFile(Path file) {
        this.file = file;
    }

    /** @throws ConfigurationException when there is a file that nobody wants replaced, or no folder for a new one */
    void check(boolean force) {
        if (!Files.isDirectory(folder())) {
            throw refusal("there is no folder " + folder());
        }
        if (Files.isDirectory(file)) {
            throw refusal("is a folder");
        }
        if (Files.exists(file) && !force && !isAsShipped()) {
            throw refusal("is there already: say --force to replace it, or --output FILE to write another");
        }
    }

    /** @throws ConfigurationException when it cannot be written */
    void write(String text) {
        Path draft = folder().resolve("." + file.getFileName() + ".draft");
        try {
            PrivateFiles.createFile(draft);
            try {
                Files.writeString(draft, text);
                takeGroupOf(draft);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw refusal("cannot be written by this user: " + e);
        }
    }

    /** A service may read the file that is replaced by its group, as install.sh has it; nobody else may. */
    private void takeGroupOf(Path draft) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
        if (before.permissions().contains(PosixFilePermission.GROUP_READ)
                && !before.permissions().contains(PosixFilePermission.OTHERS_READ)) {
            Files.getFileAttributeView(draft, PosixFileAttributeView.class).setGroup(before.group());
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r-----"));
        }
    }

    private boolean isAsShipped() {
        try {
            return Draft.isAsShipped(Files.readString(file));
        } catch (IOException e) {
            return false;
        }
    }

    private Path folder() {
        return file.toAbsolutePath().getParent();
    }

    private ConfigurationException refusal(String what) {
        return new ConfigurationException(List.of(file + ": " + what));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
