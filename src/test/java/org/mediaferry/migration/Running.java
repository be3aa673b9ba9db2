package org.mediaferry.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that was started. What it prints can be read while it runs. */
final class Running implements AutoCloseable {

    private final List<String> arguments;
    private final Process process;
    private final Path out;
    private final Path err;

    Running(List<String> arguments, Process process, Path out, Path err) {
        this.arguments = List.copyOf(arguments);
        this.process = process;
        this.out = out;
        this.err = err;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written to standard output so far. */
    String out() {
        return text(out);
    }

    /** What it has written to standard error so far. */
    String err() {
        return text(err);
    }

    /** As {@code kill} does. */
    void terminate() {
        process.destroy();
    }

    /** As {@code kill -9} does. */
    Finished kill() {
        process.destroyForcibly();
        return await(Cli.PATIENCE);
    }

    /** Waits for the end. One that takes longer is killed, and the test fails with what it has printed. */
    Finished await(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("not at its end after " + atMost + ": " + finished());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return finished();
    }

    private Finished finished() {
        return new Finished(arguments, process.exitValue(), out(), err());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
