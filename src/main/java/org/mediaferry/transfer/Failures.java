package org.mediaferry.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;
import org.mediaferry.pace.ErrorCode;
import org.mediaferry.pace.StoreInTrouble;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says what a failure means: for the object, for the next try, for the whole run. */
public final class Failures {

    private static final int MOVED = 301;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private static final Set<String> ABOUT_ROOM = Set.of(
            "QuotaExceeded",
            "StorageFull",
            "InsufficientStorage",
            "XMinioStorageFull",
            "XMinioAdminBucketQuotaExceeded");
    /**
     * With the longest pauses between them, so many tries take five minutes: a store that refuses most requests for a while,
     * and not all, makes no dead letters of them.
     */
    private static final int MOST_REFUSALS = 15;

    private static final Set<String> MAY_PASS = Set.of(
            "SlowDown", "RequestTimeout", "RequestTimeTooSkewed", "Throttling", "TooManyRequests", "OperationAborted");

    /**
     * Whether the source has no such object. Only {@code NoSuchKey} says so: another 404 is that of what stands before a
     * store that is away. One of the destination says something else, so it is asked what had been prepared by then.
     *
     * @param copy null as long as the source has not answered
     */
    public boolean isMissing(Throwable failure, @Nullable Copy copy) {
        AwsServiceException e = serviceError(failure);
        return copy == null
                && e != null
                && e.statusCode() == NOT_FOUND
                && ErrorCode.of(e).equals(ErrorCode.NO_SUCH_KEY);
    }

    /** Whether another try cannot end otherwise. Bytes may have been spoilt on the way, so wrong ones are asked for again. */
    public boolean isPermanent(Throwable failure) {
        Reason reason = reason(failure);
        return reason != Reason.TRANSIENT && reason != Reason.CORRUPT;
    }

    /** The class of reasons that a failure belongs to. */
    public Reason reason(Throwable failure) {
        AwsServiceException e = serviceError(failure);
        if (e != null) {
            return reason(ErrorCode.of(e), e.statusCode());
        }
        return chain(failure)
                .filter(TransferException.class::isInstance)
                .map(x -> ((TransferException) x).reason())
                .findFirst()
                .orElseGet(() -> isOfTheWire(failure) ? Reason.TRANSIENT : Reason.OTHER);
    }

    /**
     * The number of a try that begins. One that failed because a store was in trouble does not count.
     *
     * @param before the number of the try before it, or null when there was none
     * @param failure how that one ended, or null
     */
    public int numberOfTry(@Nullable Integer before, @Nullable Throwable failure) {
        if (before == null) {
            return 1;
        }
        return failure instanceof StoreInTrouble ? before : before + 1;
    }

    /**
     * How often a store refused this object while it did others.
     *
     * @param before so often until the last try, or null when there was none
     * @param failure how that one ended, or null
     */
    public int numberOfRefusals(@Nullable Integer before, @Nullable Throwable failure) {
        int refusals = before == null ? 0 : before;
        return failure instanceof StoreInTrouble trouble && trouble.othersFare() ? refusals + 1 : refusals;
    }

    /** Whether it may be the store that is in trouble, and not the object. */
    public boolean mayBeTheStore(@Nullable Integer refusals) {
        return refusals == null || refusals < MOST_REFUSALS;
    }

    /**
     * Whether an object may be tried once more.
     *
     * @param tries how many there were, or null when the first did not come as far as to be counted
     * @param retries how many may follow the first one
     */
    public boolean hasTriesLeft(@Nullable Integer tries, int retries) {
        return (tries == null ? 1 : tries) <= retries;
    }

    /** @param tries how many there were; null when the first did not come as far as to be counted */
    public Outcome deadLetter(MediaObject object, Throwable failure, @Nullable Integer tries) {
        return new Outcome.DeadLetter(object, reason(failure), cause(failure), tries == null ? 1 : tries);
    }

    /**
     * The names and messages of a failure and its causes, outermost first, each once. Of a store's answer also the
     * error code, which its message often leaves out.
     */
    public String cause(Throwable failure) {
        return chain(failure)
                .map(x -> name(x) + (x.getMessage() == null ? "" : ": " + x.getMessage()))
                .distinct()
                .collect(Collectors.joining(" <- "));
    }

    private static String name(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure instanceof AwsServiceException e && !ErrorCode.of(e).isEmpty()
                ? name + " " + ErrorCode.of(e)
                : name;
    }

    private static Reason reason(String code, int status) {
        if (ErrorCode.ABOUT_THE_BYTES.contains(code)) {
            return Reason.CORRUPT;
        }
        if (ErrorCode.ABOUT_THE_KEY.contains(code)) {
            return Reason.INVALID_KEY;
        }
        if (ABOUT_ROOM.contains(code) || status == 507) {
            return Reason.DESTINATION_FULL;
        }
        if (code.equals("EntityTooLarge") || status == 413) {
            return Reason.TOO_LARGE;
        }
        if (MAY_PASS.contains(code) || status == 408 || status == 429 || status >= 500 || isNoStores(code, status)) {
            return Reason.TRANSIENT;
        }
        return status == 401 || status == 403 ? Reason.DENIED : Reason.OTHER;
    }

    /**
     * A store says with a code why an object cannot be had; what stands before it redirects or finds nothing, for the time
     * being. What has moved for good will not come back.
     */
    private static boolean isNoStores(String code, int status) {
        return code.isEmpty() && (status < BAD_REQUEST && status != MOVED || status == NOT_FOUND);
    }

    private static boolean isOfTheWire(Throwable failure) {
        return chain(failure)
                .anyMatch(x -> x instanceof SdkClientException
                        || x instanceof IOException
                        || x instanceof InterruptedException
                        || x instanceof UncheckedIOException);
    }

    /** The answer of a store that a failure goes back to, or null. */
    static @Nullable AwsServiceException serviceError(Throwable failure) {
        return chain(failure)
                .filter(AwsServiceException.class::isInstance)
                .map(AwsServiceException.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, x -> x != null, Throwable::getCause).limit(10);
    }
}
