package org.mediaferry.lean;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.IoUtils;

/** The connections to one store: as many as there are requests at once, kept for the next ones. */
final class Connections implements AutoCloseable {

    /** Then a look at whether the store has closed it waits for that, up to a millisecond. */
    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** So long after a store closed one without a word, a look at the others waits, too. */
    private static final long WARY_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Then it is closed: fewer are needed now. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Place place;
    private final String region;
    private final int connectMillis;
    private final int idleMillis;
    private final @Nullable Tls tls;
    private final LongSupplier nanos;
    private final BlockingDeque<Wire> resting = new LinkedBlockingDeque<>();
    private volatile long waryUntil;
    private volatile boolean closed;

    Connections(Place place, String region, Duration connectTimeout, Duration idleTimeout) {
        this(place, region, connectTimeout, idleTimeout, place.tls() ? new Tls() : null, System::nanoTime);
    }

    /**
     * @param tls null where the place speaks plain HTTP
     * @param nanos the clock that tells how long a connection has rested
     */
    Connections(
            Place place,
            String region,
            Duration connectTimeout,
            Duration idleTimeout,
            @Nullable Tls tls,
            LongSupplier nanos) {
        this.place = place;
        this.region = region;
        this.connectMillis = Math.toIntExact(connectTimeout.toMillis());
        this.idleMillis = Math.toIntExact(idleTimeout.toMillis());
        this.tls = tls;
        this.nanos = nanos;
        this.waryUntil = nanos.getAsLong();
    }

    /** One that carries nothing, or a new one. */
    Wire take(Deadline deadline) throws IOException {
        for (Wire wire = resting.pollFirst(); wire != null; wire = resting.pollFirst()) {
            long now = nanos.getAsLong();
            if (wire.isFit(wire.restedNanos(now) >= TRUSTED_NANOS || now - waryUntil < 0)) {
                deadline.bounds(wire::drop);
                return wire;
            }
            wire.drop();
        }
        return open(deadline);
    }

    /** The store has closed a connection that was to be used again: others may be as dead. */
    void beWary() {
        waryUntil = nanos.getAsLong() + WARY_NANOS;
    }

    /** Keeps a connection whose last answer was read to its end. */
    void giveBack(Wire wire) {
        long now = nanos.getAsLong();
        wire.rest(now);
        resting.addFirst(wire);
        Wire oldest = resting.peekLast();
        if (oldest != null && oldest.restedNanos(now) > KEPT_NANOS && resting.removeLastOccurrence(oldest)) {
            oldest.drop();
        }
        if (closed) {
            close();
        }
    }

    /** A new one, which the store cannot have closed yet. */
    Wire open(Deadline deadline) throws IOException {
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(place.host())) {
            try {
                return open(address, deadline);
            } catch (IOException e) {
                failure = suppressing(e, failure);
            }
        }
        throw failure == null ? new IOException(place.host() + " has no address") : failure;
    }

    private Wire open(InetAddress address, Deadline deadline) throws IOException {
        Socket socket = new Socket();
        try {
            deadline.bounds(() -> IoUtils.closeQuietlyV2(socket, null));
            Wire wire = over(connected(socket, address));
            deadline.bounds(wire::drop);
            return wire;
        } catch (IOException | RuntimeException e) {
            IoUtils.closeQuietlyV2(socket, null);
            throw e;
        }
    }

    private Socket connected(Socket socket, InetAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.connect(new InetSocketAddress(address, place.port()), connectMillis);
        return socket;
    }

    private Wire over(Socket socket) throws IOException {
        if (tls == null) {
            socket.setSoTimeout(idleMillis);
            return Wire.over(socket, null, new Signer(region));
        }
        socket.setSoTimeout(connectMillis);
        SSLSocket secure = tls.over(socket, place.host(), place.port());
        secure.setSoTimeout(idleMillis);
        return Wire.over(socket, secure, new Signer(region));
    }

    private static IOException suppressing(IOException last, @Nullable IOException before) {
        if (before != null) {
            last.addSuppressed(before);
        }
        return last;
    }

    /** Closes what rests; what is under way is closed when it is given back. */
    @Override
    public void close() {
        closed = true;
        for (Wire wire = resting.poll(); wire != null; wire = resting.poll()) {
            wire.drop();
        }
    }
}
