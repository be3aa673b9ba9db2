package org.mediaferry.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.mediaferry.config.Store;
import org.mediaferry.presence.ListingTrial;
import org.mediaferry.transfer.ClockSkew;
import org.mediaferry.transfer.Failures;
import org.mediaferry.transfer.StoreCheck;
import org.mediaferry.transfer.StoreException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Looks at a store without writing to it. */
final class StoreLook {

    private static final Duration NOTICEABLE = Duration.ofMinutes(1);
    private static final Duration REFUSED = Duration.ofMinutes(15);

    private final String side;
    private final Store store;
    private final S3Client client;
    private final Findings findings;

    /** @param side {@code source} or {@code destination}, as in the settings' names */
    StoreLook(String side, Store store, S3Client client, Findings findings) {
        this.side = side;
        this.store = store;
        this.client = client;
        this.findings = findings;
    }

    /** Whether it answers, so that more can be asked. */
    boolean answers() {
        long began = System.nanoTime();
        try {
            StoreCheck.checkFirst(side, store, client);
        } catch (StoreException e) {
            findings.failed("bucket", String.valueOf(e.getMessage()), "");
            return false;
        }
        String where = store.endpoint() == null ? "AWS" : store.endpoint().toString();
        findings.ok(
                "bucket",
                store.bucket() + " at " + where + ", region " + store.region() + ", bucket in the "
                        + (store.pathStyle() ? "path" : "host name") + ", in " + Took.since(began));
        return true;
    }

    /** Looks at clock, listings and what everybody may see. */
    void run(String prefix) {
        Anonymous.Answer everybodys = new Anonymous(client, store.bucket()).list();
        clock(everybodys.date());
        listings(prefix);
        everybodysListing(everybodys);
    }

    private void listings(String prefix) {
        Optional<String> trouble;
        try {
            trouble = ListingTrial.trouble(client, store.bucket(), prefix);
        } catch (SdkException e) {
            findings.failed("list", new Failures().cause(e), "run check again; it does not go well at the moment");
            return;
        }
        if (trouble.isPresent()) {
            findings.warning(
                    "list",
                    trouble.get(),
                    "each object is asked for instead, a request each; without the right to list, a missing one looks forbidden");
        } else {
            findings.ok("list", "in order, and from any key on");
        }
    }

    /** Gets an object that is there, as the source must give them. */
    void get(String prefix) {
        try {
            ListObjectsV2Response listing = client.listObjectsV2(
                    list -> list.bucket(store.bucket()).prefix(prefix).maxKeys(1));
            if (listing.contents().isEmpty()) {
                findings.warning(
                        "get",
                        prefix.isEmpty() ? "the bucket is empty" : "no key begins with " + prefix,
                        "is this where Mastodon keeps its media? Check " + side + ".bucket and " + side
                                + ".key-prefix");
                return;
            }
            String key = listing.contents().get(0).key();
            HeadObjectResponse head =
                    client.headObject(ask -> ask.bucket(store.bucket()).key(key));
            client.getObject(ask -> ask.bucket(store.bucket()).key(key)).abort();
            findings.ok("get", head.contentLength() + " bytes, ETag " + head.eTag());
        } catch (SdkException e) {
            findings.failed("get", new Failures().cause(e), "give " + side + ".access-key the right to get objects");
        }
    }

    private void clock(String date) {
        Optional<Duration> skew = ClockSkew.of(date, Instant.now());
        if (skew.isEmpty()) {
            return;
        }
        String evidence = "this machine's " + ClockSkew.words(skew.get()) + " the store's";
        if (skew.get().abs().compareTo(REFUSED) > 0) {
            findings.failed("clock", evidence, "set this machine's clock: stores refuse more than 15 minutes");
        } else if (skew.get().abs().compareTo(NOTICEABLE) > 0) {
            findings.warning("clock", evidence, "set this machine's clock: stores refuse more than 15 minutes");
        } else {
            findings.ok("clock", evidence);
        }
    }

    private void everybodysListing(Anonymous.Answer seen) {
        if (seen.isRefused()) {
            findings.ok("anonymous listing", "refused (" + seen.words() + ")");
            return;
        }
        if (!seen.isGiven()) {
            findings.warning(
                    "anonymous listing",
                    "without credentials: " + seen.words(),
                    "list the bucket in a browser: this machine gets no such answer (behind a proxy?), so this was not seen");
            return;
        }
        String evidence = "everybody can list the bucket, and so finds what no page links to";
        String advice = "take the right to list from everybody: in the bucket's policy or ACL";
        if (side.equals("destination")) {
            findings.failed("anonymous listing", evidence, advice);
        } else {
            findings.warning("anonymous listing", evidence, advice);
        }
    }
}
