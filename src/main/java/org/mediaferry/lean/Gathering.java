package org.mediaferry.lean;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Gathers a request until it is sent or has 64 KiB: the head of a small object and its bytes go in one write, and the bytes
 * are copied nowhere in between. Used by one thread at a time.
 */
final class Gathering extends OutputStream {

    /** A body that fits goes with its head, and a larger one in pieces of this. */
    static final int MOST = 64 * 1024;

    private static final int USUAL_HEAD = 2 * 1024;

    private final OutputStream out;
    /** Of heads alone it stays small: a connection that only gets needs no more. */
    private byte[] gathered = new byte[USUAL_HEAD];

    private int count;

    Gathering(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > MOST - count) {
            drain();
        }
        if (length > MOST) {
            out.write(bytes, offset, length);
            return;
        }
        makeRoom(count + length);
        System.arraycopy(bytes, offset, gathered, count, length);
        count += length;
    }

    /**
     * Takes the bytes of a body.
     *
     * @param length of the body; what comes after it is left unread
     * @throws BodyException when the body cannot be read, or is shorter
     * @throws IOException when what was gathered before cannot be sent
     */
    void take(InputStream body, long length) throws IOException {
        makeRoom(MOST);
        long taken = 0;
        while (taken < length) {
            if (count == MOST) {
                drain();
            }
            int got = read(body, (int) Math.min(length - taken, MOST - count));
            if (got < 0) {
                throw new BodyException(new EOFException("the body ends after " + taken + " of " + length + " bytes"));
            }
            count += got;
            taken += got;
        }
    }

    private int read(InputStream body, int most) throws BodyException {
        try {
            return body.read(gathered, count, most);
        } catch (IOException e) {
            throw new BodyException(e);
        }
    }

    /** Sends all that was gathered. */
    void send() throws IOException {
        drain();
        out.flush();
    }

    /** Sends nothing: the engine flushes a head of which the body is still to come. */
    @Override
    public void flush() {
        // See send
    }

    private void makeRoom(int length) {
        if (length > gathered.length) {
            gathered = Arrays.copyOf(gathered, length);
        }
    }

    private void drain() throws IOException {
        int length = count;
        count = 0;
        out.write(gathered, 0, length);
    }

    /** What is to be sent could not be read: no fault of the store that it was to be sent to. */
    static final class BodyException extends IOException {

        private static final long serialVersionUID = 1L;

        BodyException(IOException cause) {
            super(cause);
        }
    }
}
