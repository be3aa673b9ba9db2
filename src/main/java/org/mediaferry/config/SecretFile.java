package org.mediaferry.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that holds one secret, as container platforms mount them. */
final class SecretFile {
    private static final int MAX_BYTES = 64 * 1024;

    private SecretFile() {}

    /**
     * Reads the secret; line breaks at the end do not belong to it.
     *
     * @throws IOException when there is no such file, it cannot be read, is empty, longer than 64 KiB or more than one
     *     line of text; the message is a sentence's end that never holds any of the content
     */
    static Secret read(Path file) throws IOException {
        String text = content(file).replaceFirst("[\\r\\n]+\\z", "");
        if (text.isBlank()) {
            throw new IOException("is empty");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IOException("must hold one line of text without control characters");
        }
        return new Secret(text);
    }

    private static String content(Path file) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("is a directory");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("is longer than 64 KiB, which no secret is");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("does not exist", e);
        } catch (CharacterCodingException e) {
            throw new IOException("is not UTF-8 text", e);
        } catch (FileSystemException e) {
            throw new IOException("cannot be read by this user", e);
        }
    }
}
