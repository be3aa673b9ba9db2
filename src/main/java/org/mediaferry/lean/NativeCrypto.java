package org.mediaferry.lean;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.Mac;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hashes and TLS in native code (Conscrypt) where its library loads, else the JDK's. Those of the JDK are as fast only
 * after Java's second compiler has seen them, which it never does in a short run.
 */
public final class NativeCrypto {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCrypto.class);
    private static final Optional<Provider> PROVIDER = find();

    private NativeCrypto() {}

    /** Conscrypt, or empty where it has no library for this machine. */
    static Optional<Provider> provider() {
        return PROVIDER;
    }

    /** The hash that S3's ETags promise. */
    public static MessageDigest md5() {
        return digest("MD5");
    }

    static MessageDigest sha256() {
        return digest("SHA-256");
    }

    static Mac hmacSha256() {
        try {
            return PROVIDER.isPresent() ? Mac.getInstance("HmacSHA256", PROVIDER.get()) : Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return PROVIDER.isPresent()
                    ? MessageDigest.getInstance(algorithm, PROVIDER.get())
                    : MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static Optional<Provider> find() {
        if (Conscrypt.isAvailable()) {
            return Optional.of(Conscrypt.newProvider());
        }
        LOG.debug("cryptography - by the JDK, as Conscrypt has no library for this machine");
        return Optional.empty();
    }
}
