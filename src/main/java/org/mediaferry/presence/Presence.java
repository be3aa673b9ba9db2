package org.mediaferry.presence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Says which objects a bucket already has, a page of keys at a time, with a few listings instead of a request an object.
 * Holds nothing from one page to the next, whatever the number of objects. May be used by several threads.
 *
 * <p>A listing is believed only as long as it is what S3 promises: every key after the one asked for, in the order of
 * their bytes. A store that was seen to answer otherwise is asked for each object from then on.
 *
 * <p>Failures of the client are passed on; nothing of the look-up is kept then. A request here has no body, so the client
 * may well repeat it by itself, and should: a look-up that falls back to single objects makes thousands of requests.
 */
public final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    /** The longest key that S3 takes, in bytes of UTF-8. */
    private static final int LONGEST_KEY = 1024;
    /** So long an empty bucket is believed to be filled by the run alone. */
    private static final long EMPTY_NANOS = TimeUnit.MINUTES.toNanos(10);

    private enum State {
        UNTRIED,
        EMPTY,
        LISTED,
        ASKED_SINGLY
    }

    private final Bucket bucket;
    private final String root;
    private final boolean copying;
    private final LongSupplier nanos;
    private long emptyAt;
    private volatile State state = State.UNTRIED;
    private volatile boolean listingDenied;

    /** @param nanos the clock that tells how long ago the bucket was empty */
    Presence(S3Client client, String bucket, String root, boolean copying, LongSupplier nanos) {
        this.bucket = new Bucket(client, bucket);
        this.root = root;
        this.copying = copying;
        this.nanos = nanos;
    }

    /**
     * For a run that copies what is not there, where an object wrongly called absent costs one more copy and nothing
     * else. So a bucket that is empty at the first look-up is not asked again for ten minutes, because only the run itself
     * fills it until Mastodon is switched; and where the access key may not list, an object that it may not see counts as absent.
     *
     * <p>Make one for each run: a later one must not believe in an emptiness of yesterday.
     *
     * @param root what every key asked for begins with, such as {@code media/}; empty when there is nothing in common
     */
    public static Presence forCopying(S3Client client, String bucket, String root) {
        return new Presence(client, bucket, root, true, System::nanoTime);
    }

    /**
     * For a command that counts or compares: nothing is remembered, and "denied" is a failure.
     *
     * @param root what every key asked for begins with, such as {@code media/}; empty when there is nothing in common
     */
    public static Presence exact(S3Client client, String bucket, String root) {
        return new Presence(client, bucket, root, false, System::nanoTime);
    }

    /**
     * Which of these keys the bucket has.
     *
     * @param wanted keys of the bucket in any order, those of a page of rows: near each other is cheap
     * @return an entry for each that is there; none for the others
     * @throws IllegalArgumentException if a key does not begin with the root
     * @throws software.amazon.awssdk.core.exception.SdkException when a request fails
     */
    public Map<String, Found> lookUp(Collection<String> wanted) {
        Set<String> keys = possible(wanted);
        Map<String, Found> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        try {
            if (isUsable() && !isEmpty()) {
                List<String> left = list(keys, found);
                found.putAll(Heads.of(bucket, left, false));
            }
        } catch (UnusableListing e) {
            askSinglyFromNowOn(e);
        }
        if (!isUsable()) {
            keys.removeAll(found.keySet());
            found.putAll(Heads.of(bucket, List.copyOf(keys), copying && listingDenied));
        }
        return found;
    }

    /**
     * Which of these keys the bucket has, each asked for by itself (HEAD): where the word of a listing is not enough,
     * because others write meanwhile.
     *
     * @param wanted keys of the bucket in any order; each costs a request
     * @return an entry for each that is there; none for the others
     * @throws IllegalArgumentException if a key does not begin with the root
     * @throws software.amazon.awssdk.core.exception.SdkException when a request fails
     */
    public Map<String, Found> askEach(Collection<String> wanted) {
        return Heads.of(bucket, List.copyOf(possible(wanted)), copying && listingDenied);
    }

    /** What all look-ups have cost so far. */
    public Requests requests() {
        return bucket.requests();
    }

    private boolean isUsable() {
        return state != State.ASKED_SINGLY;
    }

    private synchronized boolean isEmpty() {
        if (state == State.EMPTY && nanos.getAsLong() - emptyAt >= EMPTY_NANOS) {
            state = State.UNTRIED;
        }
        if (state == State.UNTRIED) {
            if (Trial.hasKeys(bucket, root)) {
                state = State.LISTED;
            } else if (copying) {
                state = State.EMPTY;
                emptyAt = nanos.getAsLong();
            } else {
                return true;
            }
        }
        return state == State.EMPTY;
    }

    /** @return the keys of which the listings say nothing */
    private List<String> list(Set<String> keys, Map<String, Found> found) {
        List<String> left = new ArrayList<>();
        List<String> listed = new ArrayList<>();
        for (String key : keys) {
            (KeyOrder.isSameInUtf16(key) ? listed : left).add(key);
        }
        for (KeyRange range : KeyRanges.of(listed)) {
            left.addAll(new RangeWalk(bucket, range, found).walk());
        }
        return left;
    }

    private synchronized void askSinglyFromNowOn(UnusableListing why) {
        if (state != State.ASKED_SINGLY) {
            listingDenied = why.isDenied();
            state = State.ASKED_SINGLY;
            LOG.warn(
                    "bucket \"{}\" - listings cannot be used: {}. Every object is asked for by itself instead (HEAD):"
                            + " the answers are the same, but each takes a request. {}",
                    bucket.name(),
                    why.getMessage(),
                    why.isDenied()
                            ? "To make it faster, allow this access key to list the bucket (s3:ListBucket)"
                            : "Ask the store's maker, or leave out a gateway between, for listings in the order of S3");
        }
    }

    /** A key that no store can hold is not there, and need not be asked for. */
    private Set<String> possible(Collection<String> wanted) {
        Set<String> keys = new HashSet<>();
        for (String key : wanted) {
            if (!key.startsWith(root)) {
                throw new IllegalArgumentException("keys must begin with \"" + root + "\", the one of the look-up's"
                        + " bucket, was \"" + key + "\"");
            }
            if (!key.isEmpty() && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY) {
                keys.add(key);
            }
        }
        return keys;
    }
}
