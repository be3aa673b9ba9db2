package org.mediaferry.pace;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Which ACLs a store has taken, so that it shows when it takes none. Safe for threads. */
final class AclsTaken {

    private static final int NOT_IMPLEMENTED = 501;

    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    /** Remembers a request that went well. */
    void went(S3Request request) {
        String acl = aclOf(request);
        if (acl != null) {
            taken.add(acl);
        }
    }

    /**
     * Whether a failure says that the store takes no such ACL. AWS answers {@code AccessControlListNotSupported} for a bucket
     * without ACLs; most others, which have none at all, {@code NotImplemented}. That may be about something else, if the
     * store took the same ACL before, or was asked to encrypt, too.
     */
    boolean areRefused(S3Request request, RuntimeException failure) {
        String acl = aclOf(request);
        if (acl == null || !(failure instanceof S3Exception e)) {
            return false;
        }
        boolean saidSo = e.awsErrorDetails() != null
                && "AccessControlListNotSupported".equals(e.awsErrorDetails().errorCode());
        return saidSo || e.statusCode() == NOT_IMPLEMENTED && !taken.contains(acl) && !asksToEncrypt(request);
    }

    /** What to do about a store that takes none; its message follows. */
    static String advice(RuntimeException refusal) {
        String code = refusal instanceof S3Exception e && e.awsErrorDetails() != null
                ? String.valueOf(e.awsErrorDetails().errorCode())
                : "nothing more";
        return "it takes no objects with an ACL: set destination.acl=none, or destination.provider if it is a known one, and"
                + " run again; or switch ACLs on for the bucket. It says " + code + ": ";
    }

    private static boolean asksToEncrypt(S3Request request) {
        return request instanceof PutObjectRequest put && put.serverSideEncryption() != null
                || request instanceof CreateMultipartUploadRequest begin && begin.serverSideEncryption() != null;
    }

    private static @Nullable String aclOf(S3Request request) {
        if (request instanceof PutObjectRequest put) {
            return put.aclAsString();
        }
        return request instanceof CreateMultipartUploadRequest begin ? begin.aclAsString() : null;
    }
}
