package org.mediaferry.pace;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The codes with which S3 refuses a request, in the element {@code Code} of its error document. */
public final class ErrorCode {

    /** There is no such object. The only 404 that says so. */
    public static final String NO_SUCH_KEY = "NoSuchKey";

    /** The bytes are not those that were announced. */
    public static final Set<String> ABOUT_THE_BYTES =
            Set.of("BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch");

    /** No object may have such a key. */
    public static final Set<String> ABOUT_THE_KEY = Set.of("KeyTooLongError", "InvalidURI", "InvalidObjectName");

    private ErrorCode() {}

    /** The code of an answer; empty where it has none, which is often that of a proxy and not of the store. */
    public static String of(AwsServiceException answer) {
        var details = answer.awsErrorDetails();
        if (details == null || details.errorCode() == null) {
            return answer instanceof NoSuchKeyException ? NO_SUCH_KEY : "";
        }
        return details.errorCode();
    }
}
