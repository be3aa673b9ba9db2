package org.mediaferry.tunnel;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A connection that begins at the SSH server: a session of its own with one channel, so that what one connection does
 * not read holds up no other. Host names are looked up by the SSH server.
 */
final class TunnelSocket extends Socket {

    private final Tunnel tunnel;
    private final Inflow inflow = new Inflow();
    private @Nullable Session session;
    private @Nullable ChannelDirectTCPIP channel;
    private @Nullable OutputStream outflow;
    private volatile boolean closed;

    TunnelSocket(Tunnel tunnel) {
        this.tunnel = tunnel;
    }

    @Override
    public void connect(SocketAddress target) throws IOException {
        connect(target, 0);
    }

    /** @throws TunnelException when there is no way; never one of java.net's, which the driver would hide */
    @Override
    public void connect(SocketAddress target, int timeoutMillis) throws IOException {
        var address = (InetSocketAddress) target;
        Session opened = tunnel.login(timeoutMillis);
        try {
            open(opened, address, timeoutMillis);
        } catch (JSchException e) {
            tunnel.leave(opened);
            int reason = channel == null ? -1 : channel.getExitStatus();
            throw tunnel.failed(Trouble.behind(tunnel.where(), address, reason, e));
        }
    }

    private void open(Session opened, InetSocketAddress address, int timeoutMillis) throws JSchException {
        ChannelDirectTCPIP way = (ChannelDirectTCPIP) opened.openChannel("direct-tcpip");
        channel = way;
        way.setHost(address.getHostString());
        way.setPort(address.getPort());
        way.setOutputStream(inflow.sink());
        outflow = outflow(way);
        way.connect(timeoutMillis);
        session = opened;
        tunnel.connected();
    }

    private static OutputStream outflow(ChannelDirectTCPIP way) throws JSchException {
        try {
            return way.getOutputStream();
        } catch (IOException e) {
            throw new JSchException(e.getMessage(), e);
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        requireConnected();
        return inflow;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        requireConnected();
        return outflow;
    }

    private void requireConnected() throws SocketException {
        if (closed || session == null) {
            throw new SocketException(
                    "the connection through the SSH server is " + (closed ? "closed" : "not open yet"));
        }
    }

    @Override
    public void close() {
        closed = true;
        inflow.close();
        if (session != null) {
            tunnel.leave(session);
        }
    }

    @Override
    public boolean isConnected() {
        return session != null;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void setSoTimeout(int millis) {
        inflow.timeout(millis);
    }

    @Override
    public int getSoTimeout() {
        return inflow.timeout();
    }

    /** What concerns packets is the session's business. */
    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setSendBufferSize(int size) {}

    @Override
    public void setReceiveBufferSize(int size) {}

    @Override
    public @Nullable InetAddress getInetAddress() {
        return null;
    }

    @Override
    public String toString() {
        return "TunnelSocket[" + tunnel.where() + "]";
    }
}
