package org.mediaferry.transfer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says whether a put is at the destination with the bytes that were sent, by its answer or, where that proves nothing, by HEAD. */
final class Confirmation {

    private final S3Client destination;
    private final String bucket;
    private final boolean hidesMd5;
    /** Whether the last answer's ETag was the MD5 of what was sent. */
    private volatile boolean provesBytes;

    /** @param hidesMd5 whether the copies are encrypted so that an ETag may look like an MD5 and be none */
    Confirmation(S3Client destination, String bucket, boolean hidesMd5) {
        this.destination = destination;
        this.bucket = bucket;
        this.hidesMd5 = hidesMd5;
    }

    /**
     * Whether the destination can be left to hash bytes whose MD5 the source has promised: it is sent that as Content-MD5,
     * and its ETags so far were MD5s, so each answer will show whether it stored them.
     */
    boolean provesBytes() {
        return provesBytes;
    }

    /**
     * Checks a put that was answered with 200.
     *
     * @param eTag the answer's, or null
     * @throws TransferException when other bytes were stored, or nothing was
     */
    void check(Copy copy, @Nullable String eTag) {
        String sent = copy.body()
                .md5()
                .orElseThrow(() -> new TransferException(
                        Reason.CORRUPT,
                        "of " + copy.length() + " bytes, " + copy.body().count() + " were taken by the put"));
        Optional<String> stored = told(ETag.md5(eTag), sent);
        provesBytes = stored.isPresent() && stored.get().equals(sent);
        if (stored.isPresent()) {
            compare(sent, stored.get());
        } else if (!copy.body().isHashed()) {
            checkUnhashedByHead(copy, sent);
        } else if (eTag == null || copy.contentMd5() == null || copy.parts() > 0) {
            checkByHead(copy, sent);
        }
    }

    /** Whether a put that failed is there all the same, as when only its answer was lost. */
    boolean arrived(Copy copy, @Nullable Throwable failure) {
        Optional<String> sent = copy.body().md5();
        if (sent.isEmpty() || failure == null || wasRefused(failure)) {
            return false;
        }
        return lookIfAllowed(copy)
                .filter(there -> there.length() == copy.length())
                .filter(there -> there.isYoungerThan(copy.sinceBegin()))
                .filter(there ->
                        copy.parts() > 0 ? isOfParts(there, copy) : there.md5().equals(sent))
                .isPresent();
    }

    /** Each part was confirmed before the end of the upload was asked for, and without that end there is no object. */
    private static boolean isOfParts(Arrival there, Copy copy) {
        return there.eTag() != null && there.eTag().matches(".*-" + copy.parts() + "\"?");
    }

    /** A store that says no, or not now, has stored nothing; any other failure may have come after it had. */
    private static boolean wasRefused(Throwable failure) {
        AwsServiceException answer = Failures.serviceError(failure);
        return answer != null && (answer.statusCode() < 500 || answer.statusCode() == 503);
    }

    private void checkUnhashedByHead(Copy copy, String sent) {
        if (told(checkByHead(copy, sent).md5(), sent).isEmpty()) {
            throw new TransferException(
                    Reason.TRANSIENT,
                    "the destination no longer tells the MD5 of what it stored, so it is put once more, and hashed here");
        }
    }

    private Arrival checkByHead(Copy copy, String sent) {
        Arrival there = look(copy)
                .filter(found -> !found.isOlderThan(copy.sinceBegin()))
                .orElseThrow(() -> new TransferException(
                        Reason.TRANSIENT,
                        "the destination answered 200 without an ETag, and did not store the object"));
        if (there.length() != copy.length()) {
            throw new TransferException(
                    Reason.CORRUPT, copy.length() + " bytes were sent, the destination has " + there.length());
        }
        told(there.md5(), sent).ifPresent(stored -> compare(sent, stored));
        return there;
    }

    /** The MD5 that the destination tells; not every store says in its answers that it is none. */
    private Optional<String> told(Optional<String> md5, String sent) {
        return md5.filter(stored -> !hidesMd5 || stored.equals(sent));
    }

    private static void compare(String sent, String stored) {
        if (!stored.equals(sent)) {
            throw new TransferException(
                    Reason.CORRUPT, "bytes of MD5 " + sent + " were sent, the destination stored bytes of " + stored);
        }
    }

    /** Keys that may put but not ask are enough to copy: then it is put again. */
    private Optional<Arrival> lookIfAllowed(Copy copy) {
        try {
            return look(copy);
        } catch (S3Exception e) {
            if (e.statusCode() == 403) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @throws SdkException when the destination cannot be asked: the outcome is not known then */
    private Optional<Arrival> look(Copy copy) {
        return Arrival.look(destination, bucket, RouteKey.fromHeader(copy.key()));
    }
}
