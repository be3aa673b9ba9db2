package org.mediaferry.lean;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a failed request throws, as far as anybody looks at it.
 *
 * @param kind the exception's class; the message of one that is no store's answer may differ
 */
record Failure(
        Class<?> kind,
        int status,
        @Nullable String code,
        @Nullable String text,
        @Nullable String requestId,
        @Nullable String extendedRequestId,
        @Nullable String retryAfter,
        @Nullable String region) {

    /** What this throws; it must throw. */
    static Failure of(Runnable request) {
        try {
            request.run();
        } catch (S3Exception e) {
            return of(e);
        } catch (RuntimeException e) {
            return new Failure(e.getClass(), 0, null, null, null, null, null, null);
        }
        throw new AssertionError("it did not fail");
    }

    private static Failure of(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return new Failure(
                e.getClass(),
                e.statusCode(),
                details.errorCode(),
                details.errorMessage(),
                e.requestId(),
                e.extendedRequestId(),
                header(details, "Retry-After"),
                header(details, "x-amz-bucket-region"));
    }

    private static @Nullable String header(AwsErrorDetails details, String name) {
        return details.sdkHttpResponse().firstMatchingHeader(name).orElse(null);
    }
}
