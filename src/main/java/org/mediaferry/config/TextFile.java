package org.mediaferry.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of settings, as text. */
public final class TextFile {

    private TextFile() {}

    /**
     * The text of a file in UTF-8, without a byte order mark.
     *
     * @throws NoSuchFileException when there is none
     * @throws IOException when it cannot be used; like the former's, the message is a sentence's end that says why
     */
    public static String read(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException("does not exist");
        } catch (CharacterCodingException e) {
            throw new IOException("is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IOException("cannot be read by this user, or is a directory", e);
        }
    }
}
