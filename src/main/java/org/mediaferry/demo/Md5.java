package org.mediaferry.demo;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** MD5 in hexadecimal digits, lower case. */
final class Md5 {
    private static final int BUFFER = 16 * 1024;

    private Md5() {}

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /**
     * Reads a stream to its end.
     *
     * @return its length in bytes and its MD5
     */
    static LengthAndMd5 of(InputStream stream) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            digest.update(buffer, 0, n);
            length += n;
        }
        return new LengthAndMd5(length, HexFormat.of().formatHex(digest.digest()));
    }

    record LengthAndMd5(long length, String md5) {}

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
