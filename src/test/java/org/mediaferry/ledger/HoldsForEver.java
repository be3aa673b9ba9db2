package org.mediaferry.ledger;

import java.io.IOException;
import java.nio.file.Path;

/** Takes a work directory, says whether it could, and keeps it until its input ends or it is killed. */
final class HoldsForEver {

    private HoldsForEver() {}

    public static void main(String[] arguments) throws IOException {
        try (WorkDirectory held = WorkDirectory.open(Path.of(arguments[0]))) {
            System.out.println("holds " + held.path());
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (WorkDirectoryInUseException e) {
            System.out.println("refused, held by " + e.holder().pid());
        }
    }
}
