package org.mediaferry.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves an archive of the loaded classes behind (AppCDS), with which the next start takes half as long. The launcher asks
 * for it by the property {@value #PROPERTY} when there is none yet, and has Java take note of what it needs.
 */
final class ClassArchive {

    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
    private static final String PROPERTY = "mediaferry.class-archive";
    /** A line of Java's tree of classes, of one that has a name of its own: indentation, name, loader. */
    private static final Pattern LOADED = Pattern.compile("[| -]*([^/]+)/(?:null|0x\\p{XDigit}+)(?: \\(intf\\))?");

    private ClassArchive() {}

    /** Writes it, if the launcher asked for it; takes a second or two. What fails is not worth an error. */
    static void keep() {
        String wanted = System.getProperty(PROPERTY);
        if (wanted == null) {
            return;
        }
        Path archive = Path.of(wanted);
        Path begun = archive.resolveSibling(
                archive.getFileName() + "." + ProcessHandle.current().pid());
        PrintStream out = System.out;
        try {
            // What it prints is no result of a command
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            linkLoaded();
            ask("vmCds", "dynamic_dump", begun.toString());
            Files.move(begun, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (JMException | IOException e) {
            LOG.debug("class archive - none is kept: {}", e.getMessage());
        } finally {
            System.setOut(out);
            remove(begun);
        }
    }

    /**
     * Java archives only what is linked. What it has merely loaded, to check other classes against, it would read from the
     * jars again at each start. To link a class may load others.
     */
    private static void linkLoaded() throws JMException {
        Set<String> linked = new HashSet<>();
        int before;
        do {
            before = linked.size();
            ask("vmClassHierarchy")
                    .lines()
                    .map(LOADED::matcher)
                    .filter(Matcher::matches)
                    .map(line -> line.group(1))
                    .filter(linked::add)
                    .forEach(ClassArchive::link);
        } while (linked.size() > before);
    }

    private static void link(String name) {
        try {
            // To look at its fields links a class, and does not initialize it
            Class.forName(name, false, ClassArchive.class.getClassLoader()).getDeclaredFields();
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug("class archive - without {}: {}", name, e.toString());
        }
    }

    private static String ask(String diagnostic, String... arguments) throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        diagnostic,
                        new Object[] {arguments},
                        new String[] {String[].class.getName()});
    }

    /** What a failed dump has left; after one that went well there is nothing. */
    private static void remove(Path begun) {
        try {
            Files.deleteIfExists(begun);
        } catch (IOException e) {
            LOG.debug("class archive - {} is left behind: {}", begun, e.getMessage());
        }
    }
}
