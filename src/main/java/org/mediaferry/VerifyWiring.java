package org.mediaferry;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Settings;
import org.mediaferry.config.Store;
import org.mediaferry.presence.Inventory;
import org.mediaferry.presence.Presence;
import org.mediaferry.sync.PageReader;
import org.mediaferry.transfer.CopyRules;
import org.mediaferry.verify.Bytes;
import org.mediaferry.verify.Findings;
import org.mediaferry.verify.KnownMissing;
import org.mediaferry.verify.Orphans;
import org.mediaferry.verify.Sample;
import org.mediaferry.verify.SampleCheck;
import org.mediaferry.verify.Verification;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes what a comparison needs: the database and the stores, to read from. Takes no lock and writes nothing. */
public final class VerifyWiring implements AutoCloseable {

    private final Settings settings;
    private final Wiring wiring;
    private final PageReader pages;
    private final CopyRules rules;
    private final S3Client destination;
    private final @Nullable S3Client source;
    private final Presence there;
    private final @Nullable Presence before;
    private final Inventory inventory;

    /**
     * @param settings checked ones
     * @param withSource whether the source is needed, too
     */
    public VerifyWiring(Settings settings, boolean withSource) {
        this.settings = settings;
        settings.requireDatabase();
        if (withSource) {
            settings.requireStores();
        }
        Store to = settings.destination();
        wiring = new Wiring(settings);
        try {
            pages = wiring.pageReader();
            rules = wiring.copyRules();
            destination = wiring.patientClient("destination", to);
            source = withSource ? wiring.patientClient("source", settings.source()) : null;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        there = Presence.exact(
                destination, to.bucket(), rules.destinationPrefix().prepend(""));
        before = source == null
                ? null
                : Presence.exact(
                        source, settings.source().bucket(), rules.sourcePrefix().prepend(""));
        inventory = new Inventory(destination, to.bucket());
    }

    /** The rows. */
    public PageReader pages() {
        return pages;
    }

    /**
     * Compares pages of rows.
     *
     * @param listSource whether to look for each object at the source, too
     */
    public Verification verification(boolean listSource, Findings findings, Sample sample) {
        return new Verification(
                there,
                listSource ? before : null,
                rules::destinationKey,
                pages::page,
                new KnownMissing(settings.workDirectory()),
                rules::leavesOut,
                findings,
                sample);
    }

    /** Finds what no row claims. */
    public Orphans orphans(Findings findings) {
        return new Orphans(inventory, rules.destinationPrefix(), rules::destinationKey, pages::page, findings);
    }

    /** An empty sample to be chosen from what is right. */
    public Sample sample(int size) {
        return new Sample(size, new SplittableRandom());
    }

    /** Compares bytes; the source must have been asked for. */
    public SampleCheck sampleCheck(Findings findings) {
        S3Client from = Objects.requireNonNull(source, "the source");
        return new SampleCheck(
                new Bytes(
                        new Bytes.Side(from, settings.source().bucket()),
                        new Bytes.Side(destination, settings.destination().bucket())),
                findings);
    }

    /** All listings and HEADs so far, at both stores. */
    public long requests() {
        return Stream.of(there.requests(), before == null ? null : before.requests(), inventory.requests())
                .filter(requests -> requests != null)
                .mapToLong(requests -> requests.total())
                .sum();
    }

    @Override
    public void close() {
        wiring.close();
    }
}
