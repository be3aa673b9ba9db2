package org.mediaferry.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mediaferry.pace.Pause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code paused} of a work directory: which stores the running process waits for, so that another process can
 * say so. It means nothing when no process runs.
 */
public final class PauseNote implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PauseNote.class);
    private static final String NAME = "paused";

    private final Path file;

    private PauseNote(Path file) {
        this.file = file;
    }

    /** Begins with no pause, whatever an earlier process left behind. */
    public static PauseNote of(Path workDirectory) {
        PauseNote note = new PauseNote(workDirectory.resolve(NAME));
        note.close();
        return note;
    }

    /** What the process that runs last wrote; empty when it waits for nothing. */
    public static List<Pause> read(Path workDirectory) {
        Path file = workDirectory.resolve(NAME);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .flatMap(line -> pause(line).stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Writes these pauses, in place of those before. A note that cannot be written stops nothing. */
    public void write(List<Pause> pauses) {
        try {
            if (pauses.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Path whole = file.resolveSibling(NAME + ".new");
            Files.writeString(whole, pauses.stream().map(PauseNote::line).collect(Collectors.joining()));
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("status - cannot say that the run waits: {}", e.toString());
        }
    }

    /** Ends all pauses. */
    @Override
    public void close() {
        write(List.of());
    }

    private static String line(Pause pause) {
        return pause.store() + " " + pause.since() + " " + pause.why().replaceAll("\\p{Cntrl}", " ") + "\n";
    }

    private static Optional<Pause> pause(String line) {
        String[] words = line.split(" ", 3);
        try {
            return words.length < 3
                    ? Optional.empty()
                    : Optional.of(new Pause(words[0], Instant.parse(words[1]), words[2]));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
