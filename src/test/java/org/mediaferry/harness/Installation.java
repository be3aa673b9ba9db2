package org.mediaferry.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The archives that were just packed, and programs of theirs that run where and as whom a user would run them. */
public final class Installation {

    /** Who owns nothing: root may write in folders that nobody may write in. */
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");

    private Installation() {}

    /** The archive of mediaferry itself. */
    public static Path archive() {
        return packed(false);
    }

    /** The archive of the demo's servers. */
    public static Path demoArchive() {
        return packed(true);
    }

    private static Path packed(boolean demo) {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> archives = files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .filter(file -> file.toString().endsWith("-demo.tar.gz") == demo)
                    .toList();
            if (archives.size() != 1) {
                throw new AssertionError("expected one archive in target, found " + archives
                        + ": build without -Ddist.skip, and remove those of other versions");
            }
            return archives.get(0).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks an archive; what it holds is below one folder, which is left out. */
    public static void unpack(Path archive, Path target) {
        run(target, Map.of(), List.of("tar", "xzf", archive.toString(), "--strip-components=1"))
                .exits(0);
    }

    /** Runs a program to its end, with no variables but those that it needs to find Java, and these. */
    public static Finished run(Path directory, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile("installation-", ".out");
            Path err = Files.createTempFile("installation-", ".err");
            ProcessBuilder process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            Map<String, String> variables = process.environment();
            variables.keySet().retainAll(List.of("PATH", "HOME", "LANG"));
            variables.put("JAVA_HOME", System.getProperty("java.home"));
            variables.putAll(environment);
            try (Running running = new Running(command, process.start(), out, err)) {
                return running.await(Cli.PATIENCE);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command as somebody runs it who is not root. */
    public static List<String> unprivileged(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> all = new ArrayList<>(AS_NOBODY);
        all.addAll(command);
        return all;
    }
}
