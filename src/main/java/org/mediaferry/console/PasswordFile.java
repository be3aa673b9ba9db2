package org.mediaferry.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.mediaferry.ledger.PrivateFiles;

/** The file of a password that was made up: its owner alone may read it. */
final class PasswordFile {

    static final String NAME = "console-password";

    private static final int BYTES = 18;

    private PasswordFile() {}

    /**
     * The password in a work directory's file; makes both up when there are none.
     *
     * @throws ConsoleException when the file cannot be read or written, or is empty
     */
    static String read(Path workDirectory) {
        Path file = workDirectory.resolve(NAME);
        try {
            PrivateFiles.createDirectory(workDirectory);
            PrivateFiles.createFile(file);
            String password = Files.readString(file).strip();
            if (password.isEmpty()) {
                password = madeUp();
                Files.writeString(file, password + "\n");
            }
            return password;
        } catch (IOException e) {
            throw new ConsoleException(
                    "the console's password cannot be kept in " + file + ": " + e
                            + "; set console.password or console.password-file, or see to the folder's rights",
                    e);
        }
    }

    private static String madeUp() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
