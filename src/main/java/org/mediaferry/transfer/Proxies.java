package org.mediaferry.transfer;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.ConfigurationException;

/**
 * The HTTP proxies that a machine names: by Java's properties ({@code https.proxyHost} and the like), else by the usual
 * variables ({@code https_proxy}, {@code no_proxy} and the like, in lower or upper case).
 *
 * <p>The SDK would ask for those of http alone, for stores that speak https too, and knows in {@code no_proxy} neither
 * {@code .example.com} nor a space after a comma.
 */
final class Proxies {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final UnaryOperator<@Nullable String> properties;
    private final UnaryOperator<@Nullable String> variables;

    /**
     * @param properties by their names; null for one that is not set
     * @param variables by their names; null for one that is not set
     */
    Proxies(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> variables) {
        this.properties = properties;
        this.variables = variables;
    }

    /** Those of this process. */
    static Proxies ofThisMachine() {
        return new Proxies(System::getProperty, System::getenv);
    }

    /**
     * The proxy that requests to a store go through.
     *
     * @param user and password as they are, not encoded; null where the proxy wants none
     */
    record Proxy(
            URI endpoint, @Nullable String user, @Nullable String password) {
        @Override
        public String toString() {
            return "Proxy[" + endpoint + "]";
        }
    }

    /**
     * The one before a store; empty where requests go straight to it.
     *
     * @param scheme that the store speaks, http or https
     * @param host that is asked
     * @throws ConfigurationException when a variable or a property is no proxy's address
     */
    Optional<Proxy> before(String scheme, String host) {
        String named = property(scheme + ".proxyHost");
        if (named != null) {
            return any(property("http.nonProxyHosts"), "\\|", entry -> isLike(host, entry))
                    ? Optional.empty()
                    : Optional.of(byProperties(scheme, named));
        }
        String address = variable(scheme + "_proxy");
        return address == null || any(variable("no_proxy"), ",", entry -> isWithin(host, entry))
                ? Optional.empty()
                : Optional.of(byVariable(scheme + "_proxy", address));
    }

    private Proxy byProperties(String scheme, String host) {
        String port = property(scheme + ".proxyPort");
        return new Proxy(
                address(
                        "Java's property " + scheme + ".proxyHost, with proxyPort,",
                        "http://" + host + ":" + (port == null ? usualPort(scheme) : port)),
                property(scheme + ".proxyUser"),
                property(scheme + ".proxyPassword"));
    }

    private static Proxy byVariable(String name, String address) {
        URI uri = address("the variable " + name, address.contains("://") ? address : "http://" + address);
        int port = uri.getPort() < 0 ? usualPort(uri.getScheme()) : uri.getPort();
        String login = uri.getUserInfo();
        int colon = login == null ? -1 : login.indexOf(':');
        return new Proxy(
                URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port),
                colon < 0 ? null : login.substring(0, colon),
                colon < 0 ? null : login.substring(colon + 1));
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    }

    /** @param where the text stands */
    private static URI address(String where, String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            // Its message has the text, in which a password may stand
            throw noProxy(where);
        }
        if (uri.getHost() == null || !uri.getScheme().matches("https?")) {
            throw noProxy(where);
        }
        return uri;
    }

    private static ConfigurationException noProxy(String where) {
        return new ConfigurationException(List.of(
                where + " names no proxy: expected http://host:port, in a variable with user:password@ before the"
                        + " host where the proxy wants them"));
    }

    private static boolean any(@Nullable String entries, String separator, Predicate<String> isMeant) {
        return entries != null
                && Stream.of(entries.split(separator))
                        .map(entry -> bare(entry.strip()))
                        .filter(entry -> !entry.isEmpty())
                        .anyMatch(isMeant);
    }

    /** As Java takes an entry of its property: the host itself, or what a star leaves open. */
    private static boolean isLike(String host, String entry) {
        String pattern = Stream.of(entry.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return bare(host).matches(pattern);
    }

    /** As most programs take an entry of the variable: the host itself, or the domain that it is in. */
    private static boolean isWithin(String host, String entry) {
        String domain = entry.startsWith(".") ? entry.substring(1) : entry;
        return isLike(host, domain) || bare(host).endsWith("." + domain);
    }

    /** In lower case, and an address of IPv6 without its brackets. */
    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }

    private @Nullable String property(String name) {
        return orNull(properties.apply(name));
    }

    private @Nullable String variable(String name) {
        String lower = orNull(variables.apply(name));
        return lower == null ? orNull(variables.apply(name.toUpperCase(Locale.ROOT))) : lower;
    }

    private static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
