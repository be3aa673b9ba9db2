package org.mediaferry.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mediaferry.catalog.mastodon.KeyPrefix;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.Settings;
import org.mediaferry.config.Store;
import org.mediaferry.transfer.S3Stores;
import software.amazon.awssdk.services.s3.S3Client;

/** Looks at everything that a copy needs, each thing even if another failed. */
public final class Preflight {

    private final Settings settings;
    private final boolean writes;
    private final Supplier<Map<String, OptionalLong>> tables;
    private final Consumer<Line> each;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param writes whether a probe object may be put at the destination, and removed
     * @param tables reads the first rows of each table that a copy reads; gives the planner's numbers of rows; throws a
     *     {@link org.mediaferry.database.DatabaseException} when one cannot be read, and an
     *     {@link org.mediaferry.sync.EngineException} when the routes that read them cannot be started
     * @param each is given each line as soon as it is known
     */
    public Preflight(
            Settings settings, boolean writes, Supplier<Map<String, OptionalLong>> tables, Consumer<Line> each) {
        this.settings = settings;
        this.writes = writes;
        this.tables = tables;
        this.each = each;
    }

    /** Looks, which takes some seconds, more where something does not answer. */
    public List<Line> run() {
        findings("configuration").ok("settings", settings.summary());
        database();
        store("source", settings::source);
        store("destination", settings::destination);
        DiskLook.run(settings.workDirectory(), findings("disk"));
        return List.copyOf(lines);
    }

    private void database() {
        Findings database = findings("database");
        try {
            settings.requireDatabase();
        } catch (ConfigurationException e) {
            database.failed("connection", String.valueOf(e.getMessage()), "");
            return;
        }
        if (DatabaseLook.reachesThroughSsh(settings.database(), findings("ssh"))) {
            new DatabaseLook(settings.database(), database).run(tables);
        } else {
            database.failed("connection", "not tried, as the SSH server does not let us in", "");
        }
    }

    private void store(String side, Supplier<Store> configured) {
        Findings found = findings(side);
        Store store;
        try {
            store = configured.get();
        } catch (ConfigurationException e) {
            found.failed("bucket", String.valueOf(e.getMessage()), "");
            return;
        }
        try (S3Client client = S3Stores.client(store, settings.transfer())) {
            StoreLook look = new StoreLook(side, store, client, found);
            if (look.answers()) {
                look.run(prefix(store));
                more(side, store, client, look, found);
            }
        }
    }

    private void more(String side, Store store, S3Client client, StoreLook look, Findings found) {
        if (side.equals("source")) {
            look.get(prefix(store));
        } else if (writes) {
            Encryption encryption = settings.putHeaders().encryption();
            new ProbeObject(client, store.bucket(), prefix(store), encryption, found).run(settings.publicAcl());
        }
    }

    private static String prefix(Store store) {
        return new KeyPrefix(store.keyPrefix()).prepend("");
    }

    private Findings findings(String area) {
        return new Findings(area, line -> {
            lines.add(line);
            each.accept(line);
        });
    }
}
