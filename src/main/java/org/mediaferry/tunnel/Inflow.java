package org.mediaferry.tunnel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * What comes out of a channel, up to the reader: bounded, so that a slow reader slows the server down, and with a time
 * limit for each read, as a socket has one.
 */
final class Inflow extends InputStream {

    private final byte[] ring = new byte[64 * 1024];
    private int first;
    private int held;
    private boolean ended;
    private boolean closed;
    private int timeoutMillis;

    /** The end that the channel writes to; closing it is the end of the stream. */
    OutputStream sink() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                put(bytes, offset, length);
            }

            @Override
            public void close() {
                end();
            }
        };
    }

    /** @param millis how long a read waits for the first byte; 0 = for ever */
    synchronized void timeout(int millis) {
        timeoutMillis = millis;
    }

    synchronized int timeout() {
        return timeoutMillis;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws SocketTimeoutException when nothing came in time; the stream is none the worse for it */
    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        awaitBytes();
        if (closed) {
            throw new IOException("the connection through the SSH server is closed");
        }
        int taken = Math.min(length, Math.min(held, ring.length - first));
        if (taken == 0) {
            return -1;
        }
        System.arraycopy(ring, first, bytes, offset, taken);
        first = (first + taken) % ring.length;
        held -= taken;
        notifyAll();
        return taken;
    }

    @Override
    public synchronized int available() {
        return held;
    }

    /** Whoever reads or writes is let go. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void awaitBytes() throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (held == 0 && !ended && !closed) {
            long left = end - System.nanoTime();
            if (timeoutMillis > 0 && left <= 0) {
                throw new SocketTimeoutException("nothing came through the SSH server for " + timeoutMillis + " ms");
            }
            pause(timeoutMillis == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
    }

    private synchronized void put(byte[] bytes, int offset, int length) throws IOException {
        for (int written = 0; written < length; ) {
            while (held == ring.length && !closed) {
                pause(0);
            }
            if (closed) {
                throw new IOException("nobody reads this connection any more");
            }
            int at = (first + held) % ring.length;
            int part = Math.min(length - written, Math.min(ring.length - held, ring.length - at));
            System.arraycopy(bytes, offset + written, ring, at, part);
            held += part;
            written += part;
            notifyAll();
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private void pause(long millis) throws IOException {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
