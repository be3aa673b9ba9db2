package org.mediaferry.lean;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Abortable;

/**
 * The bytes of an answer. At their end the connection goes back to the others; whoever stops before drops it, rather than
 * read the rest of a large object for nothing.
 */
final class AnswerBody extends InputStream implements Abortable {

    /** What becomes of the connection. */
    @FunctionalInterface
    interface End {
        /** @param whole whether all bytes were read */
        void come(boolean whole);
    }

    private final InputStream bytes;
    private long left;
    private @Nullable End end;

    /**
     * @param length in bytes; negative where the store does not tell
     * @param end called once
     */
    AnswerBody(InputStream bytes, long length, End end) {
        this.bytes = bytes;
        this.left = length;
        this.end = end;
        if (length == 0) {
            end(true);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        if (left == 0 || wanted == 0) {
            return wanted == 0 ? 0 : -1;
        }
        int got = bytes.read(buffer, offset, wanted);
        if (got < 0) {
            left = 0;
        } else if (left > 0) {
            left -= got;
        }
        if (left == 0) {
            end(true);
        }
        return got;
    }

    private synchronized void end(boolean whole) {
        End coming = end;
        end = null;
        if (coming != null) {
            coming.come(whole);
        }
    }

    @Override
    public void abort() {
        end(false);
    }

    @Override
    public void close() {
        abort();
    }
}
