package org.mediaferry.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The program as a user has it: the launcher, the shipped routes, the jars that were just packaged. */
public final class Cli {

    /** No command of the tests takes longer, however busy the machine is. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Those that a command sees of the tests' own. */
    static final List<String> VARIABLES = List.of("PATH", "HOME", "LANG");

    private static final Path ROOT = Path.of("").toAbsolutePath();

    private Cli() {}

    /** The folder that the program believes to be its own. */
    public static Path home() {
        return ROOT;
    }

    /** Runs a command to its end. */
    public static Finished run(Path outputs, Map<String, String> environment, List<String> arguments) {
        return start(outputs, environment, arguments).await(PATIENCE);
    }

    /**
     * Starts a command.
     *
     * @param outputs an existing folder, into which what it prints goes
     * @param environment all that it sees of variables, but for those that the launcher needs
     */
    public static Running start(Path outputs, Map<String, String> environment, List<String> arguments) {
        return start(outputs, environment, UnaryOperator.identity(), arguments);
    }

    /** Starts a command at a terminal, as {@code script} of util-linux makes one; standard output is what it shows. */
    public static Running startAtTerminal(Path outputs, List<String> arguments) {
        return start(
                outputs,
                Map.of(),
                command -> List.of("script", "-qec", String.join(" ", command), "/dev/null"),
                arguments);
    }

    /** @param wrapped makes the command to start of the one that was asked for */
    static Running start(
            Path outputs,
            Map<String, String> environment,
            UnaryOperator<List<String>> wrapped,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(ROOT.resolve("src/main/dist/bin/mediaferry").toString());
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile(outputs, "run-", ".out");
            Path err = Files.createTempFile(outputs, "run-", ".err");
            ProcessBuilder process = new ProcessBuilder(wrapped.apply(command))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Map<String, String> variables = process.environment();
            variables.keySet().retainAll(VARIABLES);
            variables.put("JAVA_HOME", System.getProperty("java.home"));
            variables.put("MEDIAFERRY_HOME", ROOT.toString());
            variables.put("MEDIAFERRY_LIB", ROOT.resolve("target/lib").toString());
            variables.putAll(environment);
            return new Running(arguments, process.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
