package org.mediaferry.tunnel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/** Sockets of a {@link Tunnel} for PostgreSQL's driver, which makes the factory itself, from its name and one text. */
public final class TunnelSocketFactory extends SocketFactory {

    private static final Map<String, Tunnel> OPEN = new ConcurrentHashMap<>();

    private final String id;

    /** @param id which tunnel */
    public TunnelSocketFactory(String id) {
        this.id = id;
    }

    static void register(String id, Tunnel tunnel) {
        OPEN.put(id, tunnel);
    }

    static void forget(String id) {
        OPEN.remove(id);
    }

    /** A socket that is not connected yet. */
    @Override
    public Socket createSocket() throws SocketException {
        Tunnel tunnel = OPEN.get(id);
        if (tunnel == null) {
            throw new SocketException("the way through the SSH server is closed");
        }
        return new TunnelSocket(tunnel);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new SocketException("only sockets that are connected later are made here");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }
}
