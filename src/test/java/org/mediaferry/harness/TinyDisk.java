package org.mediaferry.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system in memory of a size that can be changed, which only commands see that are started inside. Needs Linux and
 * the right to make user namespaces, as the embedded PostgreSQL does when root starts it.
 */
public final class TinyDisk implements AutoCloseable {

    private final Path where;
    private final Process keeper;

    private TinyDisk(Path where, Process keeper) {
        this.where = where;
        this.keeper = keeper;
    }

    /**
     * Makes one.
     *
     * @param where the folder in whose place it is; created when absent
     * @param size as {@code mount} takes it, such as 500k
     */
    public static TinyDisk mount(Path where, String size) {
        try {
            Files.createDirectories(where);
            Process keeper = new ProcessBuilder(
                            "unshare",
                            "--map-root-user",
                            "--mount",
                            "sh",
                            "-c",
                            "mount -t tmpfs -o mode=700,size=\"$2\" tmpfs \"$1\" && echo ready && exec cat",
                            "sh",
                            where.toString(),
                            size)
                    .redirectError(Redirect.INHERIT)
                    .start();
            BufferedReader output = keeper.inputReader(StandardCharsets.UTF_8);
            if (!"ready".equals(output.readLine())) {
                throw new IllegalStateException("no file system of our own at " + where);
            }
            return new TinyDisk(where, keeper);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes it larger. */
    public void resize(String size) {
        try {
            Process mount = new ProcessBuilder(inside(List.of("mount", "-o", "remount,size=" + size, where.toString())))
                    .inheritIO()
                    .start();
            if (mount.waitFor() != 0) {
                throw new IllegalStateException("the file system at " + where + " keeps its size");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command that runs a command where the file system is seen, in the same process. */
    List<String> inside(List<String> command) {
        List<String> inside = new ArrayList<>(List.of("nsenter", "--target", Long.toString(keeper.pid())));
        inside.addAll(List.of("--user", "--mount", "--preserve-credentials"));
        inside.addAll(command);
        return inside;
    }

    /** Forgets all that was on it. */
    @Override
    public void close() {
        keeper.destroyForcibly();
    }
}
