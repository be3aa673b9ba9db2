package org.mediaferry.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A copy of the shipped routes that a test may edit. */
public final class RoutesCopy {

    private final Path folder;

    private RoutesCopy(Path folder) {
        this.folder = folder;
    }

    /** Copies the shipped routes and statements into a folder {@code routes}. */
    public static RoutesCopy below(Path directory) {
        Path shipped = Path.of("routes");
        Path folder = directory.resolve("routes");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(shipped.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RoutesCopy(folder);
    }

    /** The folder of the copy. */
    public Path folder() {
        return folder;
    }

    /** Replaces every occurrence of a text in a file, of which there must be one, and saves it by atomic rename. */
    public RoutesCopy replace(String file, String text, String replacement) {
        String before = read(folder.resolve(file));
        assertThat(before).contains(text);
        return save(file, before.replace(text, replacement));
    }

    /** Saves a file with its text changed. */
    public RoutesCopy edit(String file, UnaryOperator<String> change) {
        return save(file, change.apply(read(folder.resolve(file))));
    }

    /** Saves a file by atomic rename, as an editor does that no watcher may find half-written. */
    public RoutesCopy save(String file, String content) {
        try {
            Path draft = Files.writeString(folder.resolve(file + ".draft"), content);
            Files.move(draft, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file. */
    public RoutesCopy remove(String file) {
        try {
            Files.delete(folder.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
