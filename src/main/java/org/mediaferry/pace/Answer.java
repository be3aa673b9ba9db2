package org.mediaferry.pace;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.DateUtils;

/** What a failed request says of the store that it went to. */
enum Answer {
    /** The store does its work; what failed concerns this one request. */
    WORKS,
    /** It wants fewer requests. */
    THROTTLES,
    /** It is in trouble, or cannot be reached. */
    FAILS,
    /** It refuses this request; whether others too, remains to be seen. */
    DENIES,
    /** It would refuse every request of this kind. */
    REFUSES_ALL,
    /** It has no ACLs, and would refuse every request that asks for one. */
    REFUSES_ACLS,
    /** It says nothing of the store. */
    OURS;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY = 429;
    private static final int INSUFFICIENT_STORAGE = 507;

    private static final Set<String> THROTTLING = Set.of(
            "SlowDown",
            "SlowDownRead",
            "SlowDownWrite",
            "ServiceUnavailable",
            "Throttling",
            "ThrottlingException",
            "TooManyRequests",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "BandwidthLimitExceeded",
            "RequestThrottled");
    private static final Set<String> OF_ALL = Set.of(
            "NoSuchBucket",
            "InvalidAccessKeyId",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "NotSignedUp",
            "AccountProblem",
            "RequestTimeTooSkewed",
            "QuotaExceeded",
            "StorageFull",
            "InsufficientStorage",
            "XMinioStorageFull",
            "XMinioAdminBucketQuotaExceeded");

    /** With most codes these refuse one object as well as all: an account that is not paid for, a bucket that is locked. */
    private static final Set<Integer> MAY_MEAN_ALL = Set.of(400, 401, 402, 403, 405, 409, 410, 451);

    private static final Set<String> OF_THE_OBJECT = Set.of(
            "EntityTooLarge",
            "EntityTooSmall",
            "IncompleteBody",
            "InvalidPart",
            "InvalidPartOrder",
            "MetadataTooLarge",
            "OperationAborted",
            "RequestTimeout");

    /**
     * Reads a failure.
     *
     * @param bare whether answers to such requests come without a body, and so without a code
     */
    static Answer of(Throwable failure, boolean bare) {
        if (chain(failure).anyMatch(Answer::isOurs)) {
            return OURS;
        }
        AwsServiceException e = serviceError(failure);
        if (e != null) {
            return of(ErrorCode.of(e), e.statusCode(), bare);
        }
        return failure instanceof SdkClientException ? FAILS : OURS;
    }

    /** A source that breaks off in the middle of a put is no fault of the destination's, nor is an interrupt. */
    private static boolean isOurs(Throwable cause) {
        return cause instanceof NotTheStore || cause instanceof AbortedException;
    }

    private static Answer of(String code, int status, boolean bare) {
        if (OF_ALL.contains(code) || status == INSUFFICIENT_STORAGE) {
            return REFUSES_ALL;
        }
        // Without a code it is no store's answer, but that of what stands before one that is away
        if (THROTTLING.contains(code) || status == TOO_MANY || status == UNAVAILABLE && bare) {
            return THROTTLES;
        }
        if (status >= 500 || code.isEmpty() && !bare && (status < BAD_REQUEST || status == NOT_FOUND)) {
            return FAILS;
        }
        return MAY_MEAN_ALL.contains(status) && !isOfTheObject(code) ? DENIES : WORKS;
    }

    private static boolean isOfTheObject(String code) {
        return OF_THE_OBJECT.contains(code)
                || ErrorCode.ABOUT_THE_BYTES.contains(code)
                || ErrorCode.ABOUT_THE_KEY.contains(code);
    }

    /** How long the store asks to wait; empty when it does not say. */
    static Optional<Duration> retryAfter(Throwable failure, Clock clock) {
        AwsServiceException e = serviceError(failure);
        return e == null || e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null
                ? Optional.empty()
                : e.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("Retry-After")
                        .flatMap(text -> wait(text.strip(), clock));
    }

    /** Seconds or a date, as HTTP has it. */
    private static Optional<Duration> wait(String text, Clock clock) {
        try {
            Duration wait = text.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(clock.instant(), DateUtils.parseRfc822Date(text));
            return wait.isNegative() ? Optional.empty() : Optional.of(wait);
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static @Nullable AwsServiceException serviceError(Throwable failure) {
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
