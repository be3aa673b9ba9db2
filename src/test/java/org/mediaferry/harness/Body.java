package org.mediaferry.harness;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request or an answer, which ends where it should and not where the connection does. */
final class Body extends InputStream {

    private final InputStream in;
    private long left;

    private Body(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    /** A body of as many bytes. */
    static Body of(InputStream in, long length) {
        return new Body(in, length);
    }

    static Body of(byte[] bytes) {
        return new Body(new ByteArrayInputStream(bytes), bytes.length);
    }

    /** A body that says of each chunk how long it is; read to its end here. */
    static Body ofChunks(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int length = chunk(in); length > 0; length = chunk(in)) {
            bytes.writeBytes(in.readNBytes(length));
            Head.readLine(in);
        }
        Head.readLine(in);
        return of(bytes.toByteArray());
    }

    private static int chunk(InputStream in) throws IOException {
        String line = Head.readLine(in);
        if (line == null) {
            throw new EOFException("cut between two chunks");
        }
        return Integer.parseInt(line.split(";")[0].strip(), 16);
    }

    /** How many bytes are still to come. */
    long left() {
        return left;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        if (left == 0) {
            return -1;
        }
        int got = in.read(buffer, offset, (int) Math.min(wanted, left));
        if (got < 0) {
            throw new EOFException("cut, " + left + " bytes of the body before its end");
        }
        left -= got;
        return got;
    }
}
