package org.mediaferry.ledger;

import java.io.Serializable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The process that uses a work directory.
 *
 * @param pid its number, or 0 when it had not yet said
 * @param since when it took the directory
 */
public record Holder(long pid, Instant since) implements Serializable {

    /** For messages: {@code process 4711 since 2026-01-02T03:04:05Z}. */
    public String describe() {
        return (pid == 0 ? "a process" : "process " + pid) + " since " + since;
    }

    String toLine() {
        return pid + " " + since + "\n";
    }

    /** Reads what {@link #toLine} wrote; empty when the line is not (yet) whole. */
    static Optional<Holder> ofLine(String line) {
        String[] words = line.split("[ \n]", -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Holder(Long.parseLong(words[0]), Instant.parse(words[1])));
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
