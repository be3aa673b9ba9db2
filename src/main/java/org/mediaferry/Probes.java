package org.mediaferry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Settings;
import org.mediaferry.config.Store;
import org.mediaferry.console.Standing;
import org.mediaferry.database.MediaDatabase;
import org.mediaferry.transfer.S3Stores;
import org.mediaferry.transfer.StoreCheck;
import software.amazon.awssdk.services.s3.S3Client;

/** Asks whether what a run needs is there, at any time and beside a run, with one small request each. */
public final class Probes implements AutoCloseable {

    private final Settings settings;
    private @Nullable MediaDatabase database;
    private @Nullable S3Client source;
    private @Nullable S3Client destination;

    /** Contacts nobody yet. */
    public Probes(Settings settings) {
        this.settings = settings;
    }

    /** The questions by name; each throws what is wrong. */
    public Map<String, Runnable> questions() {
        Map<String, Runnable> questions = new LinkedHashMap<>();
        questions.put("database", this::askDatabase);
        questions.put("source", this::askSource);
        questions.put("destination", this::askDestination);
        questions.put("ledger", () -> Standing.read(settings.workDirectory()));
        return questions;
    }

    private synchronized void askDatabase() {
        MediaDatabase asked = database;
        if (asked == null) {
            asked = MediaDatabase.open(settings.database().withConnections(1));
            database = asked;
        }
        asked.tables(List.of("accounts"));
    }

    private synchronized void askSource() {
        S3Client client = source == null ? client(settings.source()) : source;
        source = client;
        StoreCheck.check("source", settings.source(), client);
    }

    private synchronized void askDestination() {
        S3Client client = destination == null ? client(settings.destination()) : destination;
        destination = client;
        StoreCheck.check("destination", settings.destination(), client);
    }

    private S3Client client(Store store) {
        return S3Stores.client(store, settings.transfer());
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
        }
        if (source != null) {
            source.close();
        }
        if (destination != null) {
            destination.close();
        }
    }
}
