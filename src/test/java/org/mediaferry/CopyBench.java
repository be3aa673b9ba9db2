package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.config.Settings;
import org.mediaferry.config.Store;
import org.mediaferry.config.Transfer;
import org.mediaferry.demo.LocalS3;
import org.mediaferry.ledger.DeadLetter;
import org.mediaferry.ledger.DeadLetterFilter;
import org.mediaferry.ledger.MissingFilter;
import org.mediaferry.ledger.MissingObject;
import org.mediaferry.ledger.Progress;
import org.mediaferry.ledger.Tally;
import org.mediaferry.pace.Pause;
import org.mediaferry.sync.Run;
import org.mediaferry.sync.Selection;
import org.mediaferry.transfer.S3Stores;
import software.amazon.awssdk.services.s3.S3Client;

/** The shipped routes that copy, wired as a replay wires them, between two real stores whose clients are watched. */
final class CopyBench implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ObjectMapper json = new ObjectMapper();
    private final String sourceBucket;
    private final Wiring wiring;
    private final Wiring.Copying copying;
    private WatchedS3 source;
    private WatchedS3 destination;

    private CopyBench(Settings settings) {
        sourceBucket = settings.source().bucket();
        wiring = new Wiring(settings, false, this::watched);
        try {
            copying = wiring.copying(Selection.ALL, DeadLetterFilter.all(), false, false);
        } catch (RuntimeException e) {
            wiring.close();
            throw e;
        }
    }

    /**
     * Starts the routes.
     *
     * @param work where the ledger goes
     * @param source with another bucket than the destination
     * @param overrides each {@code key=value}
     */
    static CopyBench start(Path work, LocalS3 source, LocalS3 destination, String... overrides) {
        List<String> all = new ArrayList<>(
                List.of("work.directory=" + work, "retry.delay=1ms", "retry.max-delay=1ms", "outcome.interval=10ms"));
        all.addAll(EmptyMastodon.settings());
        all.addAll(store("source", source));
        all.addAll(store("destination", destination));
        all.addAll(List.of(overrides));
        return start(Settings.load(Path.of(""), null, Map.of(), all));
    }

    static CopyBench start(Settings settings) {
        return new CopyBench(settings);
    }

    static List<String> store(String side, LocalS3 store) {
        return List.of(
                side + ".endpoint=" + store.endpoint(),
                side + ".bucket=" + store.bucket(),
                side + ".access-key=" + store.accessKey(),
                side + ".secret-key=" + store.secretKey());
    }

    WatchedS3 source() {
        return source;
    }

    WatchedS3 destination() {
        return destination;
    }

    Run run() {
        return copying.parts().run();
    }

    CamelContext context() {
        return copying.parts().engine().context();
    }

    /** Queues objects as a poll route does, and waits until each has its outcome in the ledger. */
    void copy(List<MediaObject> objects) throws InterruptedException {
        queue(objects);
        assertThat(copying.parts().progress().awaitIdle(PATIENCE))
                .as("every object has an outcome within " + PATIENCE)
                .isTrue();
    }

    void copy(MediaObject object) throws InterruptedException {
        copy(List.of(object));
    }

    /** Queues objects and does not wait. */
    void queue(List<MediaObject> objects) {
        copying.parts().progress().openAgain(objects);
        objects.forEach(object -> send(text(object)));
    }

    /** Puts a message into the queue as it is. */
    void send(String message) {
        context().createProducerTemplate().sendBody("seda:transfer", message);
    }

    List<Pause> pauses() {
        return copying.parts().turns().pauses();
    }

    Tally total() {
        return copying.parts().progress().total();
    }

    Progress progress() {
        return copying.parts().progress();
    }

    List<DeadLetter> deadLetters() {
        return copying.parts().ledger().deadLetters(DeadLetterFilter.all(), 0, 1000);
    }

    List<MissingObject> missing() {
        return copying.parts().ledger().missing(MissingFilter.all(), 0, 1000);
    }

    @Override
    public void close() {
        wiring.close();
    }

    private S3Client watched(Store store, Transfer transfer) {
        WatchedS3 client = new WatchedS3(S3Stores.client(store, transfer));
        if (store.bucket().equals(sourceBucket)) {
            source = client;
        } else {
            destination = client;
        }
        return client;
    }

    private String text(MediaObject object) {
        try {
            return json.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
