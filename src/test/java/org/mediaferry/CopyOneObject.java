package org.mediaferry;

import java.nio.file.Path;
import java.util.List;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.config.Settings;
import org.mediaferry.ledger.Tally.Kind;

/** A program that copies one object by the shipped routes; its settings come from the environment, its key as argument. */
final class CopyOneObject {

    private CopyOneObject() {}

    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = Settings.load(Path.of(""), null, System.getenv(), List.of());
        MediaObject object = TwoStores.named(1, arguments[0], "private");
        try (CopyBench bench = CopyBench.start(settings)) {
            bench.copy(object);
            System.out.println("copied " + bench.total().of(Kind.COPIED));
        }
    }
}
