package org.mediaferry.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What the destination has under a key, as its answer to a HEAD says: the evidence where a put's own answer proves nothing.
 *
 * @param length in bytes, -1 where the store does not tell
 * @param eTag as answered, or null
 * @param md5 of the bytes, in lower-case hexadecimal digits; empty where the ETag is none
 * @param age how long ago it was written, by the store's own clock; empty where the store does not tell
 */
record Arrival(long length, @Nullable String eTag, Optional<String> md5, Optional<Duration> age) {

    /** Both times are told in whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    /**
     * Asks the destination.
     *
     * @return empty when it has no such object
     * @throws software.amazon.awssdk.core.exception.SdkException when it does not answer, or may not be asked
     */
    static Optional<Arrival> look(S3Client destination, String bucket, String key) {
        try {
            return Optional.of(of(destination.headObject(b -> b.bucket(bucket).key(key))));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Arrival of(HeadObjectResponse head) {
        boolean hash = ETag.isHashOfBytes(head.serverSideEncryption(), head.sseCustomerAlgorithm());
        Long length = head.contentLength();
        return new Arrival(
                length == null ? -1 : length,
                head.eTag(),
                hash ? ETag.md5(head.eTag()) : Optional.empty(),
                ageOf(head));
    }

    /** Whether it was there before this time began; false where the store does not tell. */
    boolean isOlderThan(Duration time) {
        return age.isPresent() && age.get().compareTo(time.plus(ROUNDING)) > 0;
    }

    /** Whether it was written within this time; false where the store does not tell. */
    boolean isYoungerThan(Duration time) {
        return age.isPresent() && !isOlderThan(time);
    }

    private static Optional<Duration> ageOf(HeadObjectResponse head) {
        SdkHttpResponse http = head.sdkHttpResponse();
        Instant written = head.lastModified();
        if (http == null || written == null) {
            return Optional.empty();
        }
        return http.firstMatchingHeader("Date").flatMap(Arrival::instant).map(now -> Duration.between(written, now));
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
