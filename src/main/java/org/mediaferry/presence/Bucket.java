package org.mediaferry.presence;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** One bucket, and the requests made to it. */
final class Bucket {

    private static final int DENIED = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Client client;
    private final String name;
    private final LongAdder lists = new LongAdder();
    private final LongAdder heads = new LongAdder();

    Bucket(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    String name() {
        return name;
    }

    Requests requests() {
        return new Requests(lists.sum(), heads.sum());
    }

    /**
     * One answer of a listing.
     *
     * @param startAfter a whole key, not relative to the prefix; empty for none
     * @param token where an earlier answer ended, or null to begin after {@code startAfter}
     * @throws UnusableListing when the store gives none
     */
    ListObjectsV2Response list(String prefix, String startAfter, @Nullable String token, int maxKeys) {
        lists.increment();
        try {
            return client.listObjectsV2(list -> list.bucket(name)
                    .prefix(prefix.isEmpty() ? null : prefix)
                    .startAfter(startAfter.isEmpty() ? null : startAfter)
                    .continuationToken(token)
                    .maxKeys(maxKeys)
                    // Without it, one control character in one key makes the whole answer unreadable
                    .encodingType(EncodingType.URL));
        } catch (S3Exception e) {
            if (isAccessDenied(e)) {
                throw UnusableListing.denied(e);
            }
            if (e.statusCode() == NOT_ALLOWED || e.statusCode() == NOT_IMPLEMENTED) {
                throw UnusableListing.notOffered(e);
            }
            throw e;
        }
    }

    /**
     * Asks for one object.
     *
     * @param deniedIsAbsent whether to take "denied" for "absent", which is what S3 says of an absent object to a key
     *     that may not list
     */
    Optional<Found> head(String key, boolean deniedIsAbsent) {
        heads.increment();
        try {
            var answer = client.headObject(head -> head.bucket(name).key(key));
            if (answer.contentLength() == null) {
                throw SdkClientException.create("bucket \"" + name + "\": the answer to HEAD of " + Listing.quoted(key)
                        + " tells no length: look for what stands before the store and compresses");
            }
            return Optional.of(new Found(answer.contentLength(), isHash(answer) ? answer.eTag() : null));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || deniedIsAbsent && e.statusCode() == DENIED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** An ETag of 32 digits is no MD5 of the bytes where these are encrypted with KMS or with a key of the customer. */
    private static boolean isHash(HeadObjectResponse answer) {
        ServerSideEncryption encryption = answer.serverSideEncryption();
        return answer.sseCustomerAlgorithm() == null
                && (encryption == null || encryption == ServerSideEncryption.AES256);
    }

    /** Not just any 403: a wrong clock or an unknown access key is one, too. */
    private static boolean isAccessDenied(AwsServiceException e) {
        return e.statusCode() == DENIED
                && e.awsErrorDetails() != null
                && "AccessDenied".equals(e.awsErrorDetails().errorCode());
    }
}
