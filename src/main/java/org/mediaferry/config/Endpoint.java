package org.mediaferry.config;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where an S3 store answers. */
final class Endpoint {
    private Endpoint() {}

    /** @throws IllegalArgumentException unless it is http or https, has a host, and neither user, query nor fragment */
    static URI parse(String text) {
        URI uri = URI.create(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?")
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getPort() > 65535) {
            throw new IllegalArgumentException();
        }
        return uri;
    }

    /**
     * Whether two endpoints are one: case, the default port and a last slash do not matter, and all of AWS is one, since
     * a bucket's name is unique there.
     *
     * @param a null stands for AWS
     * @param b null stands for AWS
     */
    static boolean same(@Nullable URI a, @Nullable URI b) {
        return canonical(a).equals(canonical(b));
    }

    /** One text for all that are {@link #same}. */
    static String canonical(@Nullable URI uri) {
        if (uri == null || uri.getHost().toLowerCase(Locale.ROOT).endsWith(".amazonaws.com")) {
            return "aws";
        }
        boolean https = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : https ? 443 : 80;
        String path = uri.getRawPath().replaceFirst("/+\\z", "");
        return (uri.getHost() + ":" + port).toLowerCase(Locale.ROOT) + path;
    }
}
