package org.mediaferry.pace;

import java.io.IOException;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mediaferry.lean.NativeCrypto;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * The last get and the last small put that a store did, to be done again when it is in doubt whether it still does any. A
 * put puts the very bytes that it put before, and only as long as the store still has them and nobody can have changed
 * more of them, so that nothing changes.
 */
final class Repeatable {

    private static final long SMALL = 1_000_000;
    /** Later, what is there may have been changed by others, its access rights as well. */
    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final S3Client client;
    private volatile @Nullable S3Request last;
    private volatile long when;

    Repeatable(S3Client client) {
        this.client = client;
    }

    /** Remembers a request that went well, if it is of a kind that can be done again. */
    void went(S3Request request) {
        if (request instanceof GetObjectRequest || request instanceof PutObjectRequest put && isSmall(put)) {
            last = request;
            when = System.nanoTime();
        }
    }

    /** Whether the store does it again; null when there was none yet, or what is needed for it is not to be had. */
    @Nullable
    Boolean goesAgain() {
        S3Request request = last;
        if (request instanceof PutObjectRequest && System.nanoTime() - when > FRESH_NANOS) {
            return null;
        }
        try {
            if (request instanceof GetObjectRequest get) {
                Objects.requireNonNull(client.getObject(get)).abort();
            } else if (request instanceof PutObjectRequest put) {
                return putsAgain(put);
            }
            return request == null ? null : true;
        } catch (SdkException e) {
            return Answer.of(e, false) == Answer.WORKS;
        }
    }

    private @Nullable Boolean putsAgain(PutObjectRequest put) {
        byte[] bytes;
        try (ResponseInputStream<GetObjectResponse> there =
                get(b -> b.bucket(put.bucket()).key(put.key()))) {
            if (!put.contentLength().equals(there.response().contentLength())) {
                return null;
            }
            bytes = there.readAllBytes();
        } catch (SdkException | IOException e) {
            return null;
        }
        String md5 = Base64.getEncoder().encodeToString(NativeCrypto.md5().digest(bytes));
        if (!md5.equals(put.contentMD5())) {
            return null;
        }
        client.putObject(put, RequestBody.fromBytes(bytes));
        return true;
    }

    private ResponseInputStream<GetObjectResponse> get(Consumer<GetObjectRequest.Builder> which) {
        return Objects.requireNonNull(client.getObject(which));
    }

    private static boolean isSmall(PutObjectRequest put) {
        return put.contentMD5() != null && put.contentLength() != null && put.contentLength() <= SMALL;
    }
}
