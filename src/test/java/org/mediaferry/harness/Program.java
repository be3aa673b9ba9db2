package org.mediaferry.harness;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the machine that some tests drive; a newcomer's machine need not have them. */
public final class Program {

    private Program() {}

    /**
     * Where a program is. Leaves the test out on a machine that has none, unless it must have one.
     *
     * @param required a variable that is set where the machine must have it, so that no test is left out unseen
     * @param packages what to install, of Debian's
     * @param names what it may be called
     */
    public static Path find(String required, String packages, String... names) {
        Optional<Path> found = Stream.of(names)
                .flatMap(name -> Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && System.getenv(required) == null) {
            abort("no " + names[0] + " on this machine: install Debian's " + packages + " to run this test");
        }
        return found.orElseThrow(() -> new AssertionError("no " + names[0] + ", though " + required + " is set"));
    }
}
