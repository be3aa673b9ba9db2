package org.mediaferry.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mediaferry.cli.CommandLoop;

/**
 * The packaged program in a process that has run commands before: a start is most of what a command costs. For tests of what
 * a command does and says. Those of signals, variables, time and memory start a process of their own ({@link Cli}).
 */
final class WarmCli {

    /** Then a new one is started: what a command leaves behind must not add up. */
    private static final int MOST_COMMANDS = 40;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Deque<WarmCli> WAITING = new ConcurrentLinkedDeque<>();

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private int left = MOST_COMMANDS;

    private WarmCli() throws IOException {
        Path lib = Cli.home().resolve("target/lib");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dmediaferry.home=" + Cli.home(),
                        "-Dmediaferry.terminal=false",
                        "-cp",
                        lib + "/*:" + Cli.home().resolve("target/test-classes"),
                        CommandLoop.class.getName())
                .redirectError(Redirect.INHERIT);
        builder.environment().keySet().retainAll(Cli.VARIABLES);
        process = builder.start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Runs a command to its end.
     *
     * @param outputs an existing folder, into which what it prints goes
     */
    static Finished run(Path outputs, List<String> arguments) {
        try {
            WarmCli waiting = WAITING.poll();
            WarmCli cli = waiting == null ? new WarmCli() : waiting;
            Finished finished = cli.execute(outputs, arguments);
            if (--cli.left > 0) {
                WAITING.push(cli);
            } else {
                cli.commands.close();
            }
            return finished;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Finished execute(Path outputs, List<String> arguments) throws IOException {
        Path out = Files.createTempFile(outputs, "run-", ".out");
        Path err = Files.createTempFile(outputs, "run-", ".err");
        List<String> words = new ArrayList<>(List.of(out.toString(), err.toString()));
        words.addAll(arguments);
        commands.write(JSON.writeValueAsString(words) + "\n");
        commands.flush();
        int exit = exit(arguments, err);
        return new Finished(arguments, exit, Files.readString(out), Files.readString(err));
    }

    private int exit(List<String> arguments, Path err) throws IOException {
        FutureTask<String> answer = new FutureTask<>(answers::readLine);
        new Thread(answer, "answer-of-command").start();
        try {
            return Integer.parseInt(answer.get(Cli.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException | NumberFormatException e) {
            process.destroyForcibly();
            throw new AssertionError("no exit code of " + arguments + ": " + Files.readString(err), e);
        }
    }
}
