package org.mediaferry.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.mediaferry.ledger.PrivateFiles;
import org.mediaferry.ledger.WorkDirectoryException;
import org.slf4j.LoggerFactory;

/** How much is logged. What a line looks like: {@link LogOutput}. */
final class Logging {

    private Logging() {}

    /** To be called before anything logs: {@code --verbose} shows stack traces, {@code --log-format} is known. */
    static void prepare(String... arguments) {
        List<String> words = Arrays.asList(arguments);
        if (words.contains("--verbose") || words.contains("-v")) {
            System.setProperty(LogOutput.AFTER_MESSAGE, "%ex");
        }
        int format = words.indexOf("--log-format");
        boolean json = words.contains("--log-format=json")
                || format >= 0
                        && format + 1 < words.size()
                        && words.get(format + 1).equalsIgnoreCase("json");
        if (json) {
            System.setProperty(LogOutput.FORMAT, "json");
        }
    }

    /** Whether lines are for a program. */
    static boolean isJson() {
        return "json".equals(System.getProperty(LogOutput.FORMAT));
    }

    /**
     * Writes what is logged from now on into a file of the work directory too.
     *
     * @throws WorkDirectoryException when it cannot be written
     */
    static void alsoTo(Path workDirectory) {
        try {
            PrivateFiles.createDirectory(workDirectory);
            Path file = workDirectory.resolve("mediaferry.log");
            PrivateFiles.createFile(file);
            LogOutput.alsoTo(file);
        } catch (IOException e) {
            throw new WorkDirectoryException(workDirectory, e);
        }
    }

    /** The level of mediaferry's own lines. */
    static org.slf4j.event.Level level() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        return org.slf4j.event.Level.valueOf(
                context.getLogger("org.mediaferry").getEffectiveLevel().toString());
    }

    /** Shows a line for each object, and nothing of Camel's. */
    static void lineEach() {
        level(org.slf4j.event.Level.DEBUG);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("org.apache.camel").setLevel(Level.WARN);
    }

    /** Sets the level of mediaferry's own lines; at DEBUG and below, Camel's are shown from INFO on. */
    static void level(org.slf4j.event.Level level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("org.mediaferry").setLevel(Level.convertAnSLF4JLevel(level));
        boolean detailed = level.compareTo(org.slf4j.event.Level.DEBUG) >= 0;
        context.getLogger("org.apache.camel").setLevel(detailed ? Level.INFO : Level.WARN);
    }
}
