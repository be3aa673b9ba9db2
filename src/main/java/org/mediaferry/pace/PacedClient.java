package org.mediaferry.pace;

import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * A client that tells a {@link StorePace} how each request fared. What failed because the store is in trouble is thrown
 * as {@link StoreInTrouble}, all else as it came. It waits for nothing: whoever calls has had a turn.
 */
public class PacedClient extends DelegatingS3Client {

    private final StorePace pace;
    private final Repeatable repeatable;
    private final Doubts doubts;
    private final AclsTaken acls = new AclsTaken();

    /** @param client one that tries each request once */
    public PacedClient(S3Client client, StorePace pace) {
        super(client);
        this.pace = pace;
        this.repeatable = new Repeatable(client);
        this.doubts = new Doubts(pace::answers, repeatable::goesAgain, pace.ifUnknown());
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        long sent = System.nanoTime();
        try {
            R result = operation.apply(request);
            pace.requests().answered(request, System.nanoTime() - sent);
            pace.worked(sent, looks(request));
            repeatable.went(request);
            acls.went(request);
            return result;
        } catch (RuntimeException e) {
            Answer meaning = meaning(request, e);
            pace.requests().failed(meaning);
            if (pace.failed(e, meaning, sent)) {
                throw new StoreInTrouble(pace.store(), e, othersFare(request));
            }
            throw e;
        }
    }

    private Answer meaning(S3Request request, RuntimeException failure) {
        Answer answer = Answer.of(failure, request instanceof HeadObjectRequest);
        if (isRefusedCopy(request, failure, answer)) {
            // What a store does not copy by itself is got and put; those tell how it fares
            return Answer.OURS;
        }
        if (acls.areRefused(request, failure)) {
            return Answer.REFUSES_ACLS;
        }
        if (answer == Answer.DENIES && looks(request)) {
            // Whoever lists or asks for an object knows what to make of a refusal
            return Answer.WORKS;
        }
        boolean inDoubt = answer == Answer.DENIES || answer == Answer.FAILS && pace.isInDoubt();
        return inDoubt ? doubts.settle() : answer;
    }

    private static boolean isRefusedCopy(S3Request request, RuntimeException failure, Answer answer) {
        boolean copy = request instanceof CopyObjectRequest || request instanceof UploadPartCopyRequest;
        return copy && (answer == Answer.DENIES || failure instanceof S3Exception e && e.statusCode() == 501);
    }

    private boolean othersFare(S3Request request) {
        if (pace.worksForOthers()) {
            return true;
        }
        Answer found = doubts.settle();
        return found == Answer.WORKS || looks(request) && found != Answer.REFUSES_ALL;
    }

    private static boolean looks(S3Request request) {
        return request instanceof HeadObjectRequest || request instanceof ListObjectsV2Request;
    }
}
