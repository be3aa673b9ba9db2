package org.mediaferry.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * The bytes of a source object on their way, counted and, where the source gave no MD5, hashed as they pass. Closing it
 * before the end drops the connection rather than read the rest of a large object for nothing.
 */
final class SourceBody extends FilterInputStream {

    private final ResponseInputStream<?> source;
    private final long length;
    private final @Nullable MessageDigest md5;
    private long count;

    /**
     * @param length bytes that the source promised
     * @param hashing whether to compute the MD5 of what passes
     */
    SourceBody(ResponseInputStream<?> source, long length, boolean hashing) {
        super(source);
        this.source = source;
        this.length = length;
        this.md5 = hashing ? newMd5() : null;
    }

    /** Bytes that have passed so far. */
    long count() {
        return count;
    }

    /** The MD5 of what has passed, in lower-case hexadecimal digits; empty when it was not asked for. Call it once, at the end. */
    Optional<String> md5() {
        return md5 == null ? Optional.empty() : Optional.of(HexFormat.of().formatHex(md5.digest()));
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count++;
            if (md5 != null) {
                md5.update((byte) b);
            }
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        int got = super.read(buffer, offset, wanted);
        if (got > 0) {
            count += got;
            if (md5 != null) {
                md5.update(buffer, offset, got);
            }
        }
        return got;
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
        if (count < length) {
            source.abort();
        } else {
            super.close();
        }
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
