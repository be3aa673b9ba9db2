package org.mediaferry.cli;

import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Runs one command after the other in one process, so that tests of what a command does need not wait for a start each.
 * A line of standard input is a JSON list of the files for what the command prints, to standard output and to standard error,
 * and of its arguments; the answer is a line with its exit code.
 */
public final class CommandLoop {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CommandLoop() {}

    /** Ends with standard input, and so with whoever started it. */
    public static void main(String[] none) throws IOException {
        PrintStream answers = System.out;
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            List<String> words = List.of(JSON.readValue(line, String[].class));
            try (PrintStream out = file(words.get(0));
                    PrintStream err = file(words.get(1))) {
                System.setOut(out);
                System.setErr(err);
                int exit = Mediaferry.execute(words.subList(2, words.size()).toArray(String[]::new));
                answers.println(exit);
            } finally {
                forget();
            }
        }
    }

    private static PrintStream file(String name) throws IOException {
        return new PrintStream(new FileOutputStream(name), true, StandardCharsets.UTF_8);
    }

    /** What a command leaves behind in a process, which usually ends with it: how, and into which files, it logs. */
    private static void forget() {
        System.clearProperty(LogOutput.AFTER_MESSAGE);
        System.clearProperty(LogOutput.FORMAT);
        LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
        logs.reset();
        LogOutput output = new LogOutput();
        output.setContext(logs);
        output.configure(logs);
    }
}
