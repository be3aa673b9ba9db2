package org.mediaferry.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.mediaferry.lean.NativeCrypto;

/** The next bytes of a longer stream, as many as a part has, hashed as they pass. Closing it leaves the stream open. */
final class PartBody extends InputStream {

    private final InputStream whole;
    private final MessageDigest md5 = NativeCrypto.md5();
    private long left;

    PartBody(InputStream whole, long length) {
        this.whole = whole;
        this.left = length;
    }

    /** The MD5 of what has passed; call it once, at the end. */
    byte[] md5() {
        return md5.digest();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        if (left == 0) {
            return wanted == 0 ? 0 : -1;
        }
        int got = whole.read(buffer, offset, (int) Math.min(wanted, left));
        if (got > 0) {
            md5.update(buffer, offset, got);
            left -= got;
        }
        return got;
    }
}
