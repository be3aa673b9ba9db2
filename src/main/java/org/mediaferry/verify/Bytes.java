package org.mediaferry.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads an object at both stores and compares it byte by byte, holding a piece of each. */
public final class Bytes {

    private static final int PIECE = 64 * 1024;
    private static final int TRIES = 3;

    private final Side source;
    private final Side destination;

    /**
     * A store's bucket.
     *
     * @param client repeats single requests by itself
     */
    public record Side(S3Client client, String bucket) {}

    public Bytes(Side source, Side destination) {
        this.source = source;
        this.destination = destination;
    }

    /** What the comparison came to. */
    sealed interface Result {
        /** @param bytes the length of both */
        record Same(long bytes) implements Result {}

        /** @param at the first byte that differs, or at which one of them ends; the first is 0 */
        record Different(long at) implements Result {}

        /** The source does not have it any more. */
        record GoneAtSource() implements Result {}

        /** The destination does not have it any more. */
        record Gone() implements Result {}

        /** @param why what the last of several tries met */
        record Unreadable(String why) implements Result {}
    }

    /** Compares; what fails, or differs, is tried again, because an object may be replaced meanwhile. */
    Result compare(String sourceKey, String key) {
        Result result = new Result.Unreadable("not tried");
        for (int i = 0; i < TRIES; i++) {
            result = compareOnce(sourceKey, key);
            if (result instanceof Result.Same || result instanceof Result.GoneAtSource) {
                return result;
            }
        }
        return result;
    }

    private Result compareOnce(String sourceKey, String key) {
        try (Opened original = new Opened(open(source, sourceKey))) {
            if (original.stream == null) {
                return new Result.GoneAtSource();
            }
            try (Opened copy = new Opened(open(destination, key))) {
                return copy.stream == null ? new Result.Gone() : compare(original.stream, copy.stream);
            }
        } catch (IOException | SdkException e) {
            return new Result.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable ResponseInputStream<GetObjectResponse> open(Side side, String key) {
        try {
            return side.client().getObject(get -> get.bucket(side.bucket()).key(key));
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    static Result compare(InputStream a, InputStream b) throws IOException {
        byte[] pieceOfA = new byte[PIECE];
        byte[] pieceOfB = new byte[PIECE];
        long at = 0;
        while (true) {
            int ofA = a.readNBytes(pieceOfA, 0, PIECE);
            int ofB = b.readNBytes(pieceOfB, 0, PIECE);
            int differs = Arrays.mismatch(pieceOfA, 0, ofA, pieceOfB, 0, ofB);
            if (differs >= 0) {
                return new Result.Different(at + differs);
            }
            at += ofA;
            if (ofA < PIECE) {
                return new Result.Same(at);
            }
        }
    }

    /** Closes a stream that may be read to its end or not: what is left of it is not worth the reading. */
    private record Opened(@Nullable ResponseInputStream<GetObjectResponse> stream) implements AutoCloseable {
        @Override
        public void close() {
            if (stream != null) {
                stream.abort();
            }
        }
    }
}
