package org.mediaferry.lean;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS, native where {@link NativeCrypto} is, because AES in the JDK is fast only after long compilation. Either way the
 * certificates are checked by the JDK, against its own trust store or the one that {@code javax.net.ssl.trustStore}
 * names, and the host's name with them.
 */
final class Tls {

    private final SSLSocketFactory sockets;

    Tls() {
        this(NativeCrypto.provider().orElse(null), null);
    }

    /**
     * @param provider of the TLS; null = the JDK
     * @param trusted certificates; null = those that Java trusts
     */
    Tls(@Nullable Provider provider, @Nullable KeyStore trusted) {
        this.sockets = context(provider, trusted).getSocketFactory();
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

    private static SSLContext context(@Nullable Provider provider, @Nullable KeyStore trusted) {
        try {
            SSLContext context =
                    provider == null ? SSLContext.getInstance("TLS") : SSLContext.getInstance("TLS", provider);
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm(), "SunJSSE");
            trust.init(trusted);
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
