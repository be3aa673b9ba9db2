package org.mediaferry.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A command that was started. What it prints can be read while it runs. */
public final class Running implements AutoCloseable {

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

    /** The process. */
    public long pid() {
        return process.pid();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written to standard output so far. */
    public String out() {
        return text(out);
    }

    /** What it has written to standard error so far. */
    public String err() {
        return text(err);
    }

    /** Types a line, once the command has asked for it; for one that was started at a terminal. */
    public Running answer(String prompt, String line) {
        Awaitility.await(prompt).atMost(Cli.PATIENCE).until(() -> !process.isAlive() || out().endsWith(prompt));
        return type(line + "\n");
    }

    /** Types this; for one that was started at a terminal. */
    public Running type(String keys) {
        try {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(out(), e);
        }
        return this;
    }

    /** As {@code kill} does. */
    public void terminate() {
        process.destroy();
    }

    /** As {@code kill -INT} does, for the name INT. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@code kill -9} does. */
    public Finished kill() {
        process.destroyForcibly();
        return await(Cli.PATIENCE);
    }

    /** Waits until something has come about. A program that ends before, or takes too long, fails the test with what it said. */
    public void until(Callable<Boolean> reached) {
        Awaitility.await()
                .atMost(Cli.PATIENCE)
                .failFast(() -> assertThat(isAlive()).as("alive: %s", err()).isTrue())
                .untilAsserted(() ->
                        assertThat(reached.call()).as("reached: %s", err()).isTrue());
    }

    /** Waits for the end. One that takes longer is killed, and the test fails with what it has printed. */
    public Finished await(Duration atMost) {
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
