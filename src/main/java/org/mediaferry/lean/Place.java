package org.mediaferry.lean;

import java.net.URL;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Where a bucket answers.
 *
 * @param tls whether it speaks https
 * @param host a name or an address, an IPv6 one without brackets
 * @param port 1 to 65535
 * @param authority the value of the Host header
 * @param path what stands before each key, beginning and ending with a slash
 */
record Place(boolean tls, String host, int port, String authority, String path) {

    private static final String KEY = "k";

    /** @param address of an object whose key is {@link #KEY}, as the SDK makes it */
    static Place of(URL address) {
        String authority = address.getPort() < 0 || address.getPort() == address.getDefaultPort()
                ? address.getHost()
                : address.getHost() + ":" + address.getPort();
        String host = address.getHost();
        return new Place(
                address.getProtocol().equals("https"),
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                address.getPort() < 0 ? address.getDefaultPort() : address.getPort(),
                authority,
                address.getPath().substring(0, address.getPath().length() - KEY.length()));
    }

    /** The path of an object, percent-encoded. */
    String pathOf(String key) {
        return path + (isSentAsItIs(key) ? key : SdkHttpUtils.urlEncodeIgnoreSlashes(key));
    }

    /** Most keys are; finding out costs a sixth of encoding one. */
    private static boolean isSentAsItIs(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && c != '/' && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** The path of the bucket itself. */
    String bucketPath() {
        return path.length() == 1 ? path : path.substring(0, path.length() - 1);
    }

    /** The key by which {@link #of} finds out what stands before keys. */
    static String key() {
        return KEY;
    }
}
