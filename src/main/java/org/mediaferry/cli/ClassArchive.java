package org.mediaferry.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", begun.toString()}},
                            new String[] {String[].class.getName()});
            Files.move(begun, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (JMException | IOException e) {
            LOG.debug("class archive - none is kept: {}", e.getMessage());
        } finally {
            System.setOut(out);
            remove(begun);
        }
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
