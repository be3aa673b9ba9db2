package org.mediaferry.lean;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS by Conscrypt where its native library loads, because AES in the JDK is fast only after long compilation, else by the
 * JDK. Either way the certificates are checked by the JDK, against its own trust store or the one that
 * {@code javax.net.ssl.trustStore} names, and the host's name with them.
 */
final class Tls {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final SSLSocketFactory sockets;

    Tls() {
        this(isNativeThere(), null);
    }

    /**
     * @param byConscrypt or else by the JDK
     * @param trusted certificates; null = those that Java trusts
     */
    Tls(boolean byConscrypt, @Nullable KeyStore trusted) {
        this.sockets = context(byConscrypt, trusted).getSocketFactory();
    }

    /**
     * Speaks TLS on a connected socket.
     *
     * @param host whose certificate it must be
     * @throws IOException when it is another's, is not trusted, or no TLS is spoken there
     */
    SSLSocket over(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(boolean byConscrypt, @Nullable KeyStore trusted) {
        try {
            SSLContext context = byConscrypt
                    ? SSLContext.getInstance("TLS", Conscrypt.newProvider())
                    : SSLContext.getInstance("TLS");
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm(), "SunJSSE");
            trust.init(trusted);
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static boolean isNativeThere() {
        boolean there = Conscrypt.isAvailable();
        LOG.debug("tls - by {}", there ? "Conscrypt" : "the JDK, as Conscrypt has no library for this machine");
        return there;
    }
}
