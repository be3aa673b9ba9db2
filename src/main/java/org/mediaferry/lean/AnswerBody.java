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

    private final InputStream bytes;
    private final Connections connections;
    private final boolean reusable;
    private long left;
    private @Nullable Wire wire;

    /**
     * @param length in bytes; negative where the store does not tell
     * @param reusable whether the store keeps the connection open
     */
    AnswerBody(InputStream bytes, long length, boolean reusable, Wire wire, Connections connections) {
        this.bytes = bytes;
        this.left = length;
        this.reusable = reusable;
        this.wire = wire;
        this.connections = connections;
        if (length == 0) {
            end();
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
            end();
        }
        return got;
    }

    private synchronized void end() {
        Wire done = wire;
        wire = null;
        if (done != null && reusable) {
            connections.giveBack(done);
        } else if (done != null) {
            done.drop();
        }
    }

    @Override
    public synchronized void abort() {
        Wire dropped = wire;
        wire = null;
        if (dropped != null) {
            dropped.drop();
        }
    }

    @Override
    public void close() {
        abort();
    }
}
