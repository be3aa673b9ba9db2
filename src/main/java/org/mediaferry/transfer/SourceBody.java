package org.mediaferry.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaferry.lean.NativeCrypto;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * The bytes of a source object on their way, counted and, unless the destination does it, hashed as they pass. The last of
 * them are held back until length and hash are what the source promised: a put of other bytes is never complete then,
 * whatever the destination checks.
 * Closing it before the end drops the connection rather than read the rest of a large object for nothing.
 */
final class SourceBody extends FilterInputStream {

    private final ResponseInputStream<?> source;
    private final long length;
    private final @Nullable String promisedMd5;
    private final SourceSpeed speed;
    private final @Nullable MessageDigest digest;
    private long count;
    private @Nullable String md5;

    /**
     * @param length bytes that the source promised
     * @param promisedMd5 in lower-case hexadecimal digits, or null when the source promised none
     * @param hashed false to take the promise for the hash, which the destination then has to confirm; without a promise,
     *     bytes are hashed in any case
     * @param patience with the source
     * @throws TransferException when the object is empty, and the promise is not the MD5 of nothing
     */
    SourceBody(
            ResponseInputStream<?> source,
            long length,
            @Nullable String promisedMd5,
            boolean hashed,
            Patience patience) {
        super(source);
        this.source = source;
        this.length = length;
        this.promisedMd5 = promisedMd5;
        this.digest = hashed || promisedMd5 == null || length == 0 ? NativeCrypto.md5() : null;
        this.speed = new SourceSpeed(patience);
        if (length == 0) {
            checkHash();
        }
    }

    /** Bytes that have been taken so far. */
    long count() {
        return count;
    }

    /** Whether the MD5 is that of the bytes that passed, and not what the source promised. */
    boolean isHashed() {
        return digest != null;
    }

    /** The MD5 of the whole, in lower-case hexadecimal digits; empty until all of it was handed over. */
    Optional<String> md5() {
        return Optional.ofNullable(md5);
    }

    /** @throws SourceReadException when the source fails, is too slow, or gives other bytes than it promised */
    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws SourceReadException when the source fails, is too slow, or gives other bytes than it promised */
    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        try {
            long before = System.nanoTime();
            int got = super.read(buffer, offset, wanted);
            speed.passed(System.nanoTime() - before, got);
            check(buffer, offset, got);
            return got;
        } catch (IOException | TransferException e) {
            throw new SourceReadException(e);
        }
    }

    private void check(byte[] buffer, int offset, int got) throws IOException {
        if (got < 0 && count < length || got > length - count) {
            throw new TransferException(
                    Reason.CORRUPT,
                    "it promised " + length + " bytes, and " + (got < 0 ? "only " + count : "more") + " came");
        }
        if (got > 0) {
            if (digest != null) {
                digest.update(buffer, offset, got);
            }
            count += got;
            if (count == length) {
                checkEnd();
                checkHash();
            }
        }
    }

    /** More than was promised has to be seen before the last piece is handed on. */
    private void checkEnd() throws IOException {
        if (super.read() >= 0) {
            throw new TransferException(Reason.CORRUPT, "it promised " + length + " bytes, and more came");
        }
    }

    private void checkHash() {
        String hash = digest == null ? promisedMd5 : HexFormat.of().formatHex(digest.digest());
        if (promisedMd5 != null && !promisedMd5.equals(hash)) {
            throw new TransferException(
                    Reason.CORRUPT,
                    "its ETag promised bytes of MD5 " + promisedMd5 + ", and bytes of " + hash + " came");
        }
        md5 = hash;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] dropped = new byte[(int) Math.min(Math.max(n, 0), 8192)];
        return Math.max(read(dropped, 0, dropped.length), 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (md5 == null) {
            source.abort();
        } else {
            super.close();
        }
    }
}
