package org.mediaferry.transfer;

/**
 * How a key stands in a Camel header. camel-aws2-s3 evaluates a key that holds <code>${...}</code> as an expression; a file
 * name from a database must never be one. So {@code $} and {@code %} are written {@code %24} and {@code %25} there, and
 * {@link RouteClient} restores them.
 */
final class RouteKey {

    private RouteKey() {}

    static String toHeader(String key) {
        return key.replace("%", "%25").replace("$", "%24");
    }

    static String fromHeader(String header) {
        return header.replace("%24", "$").replace("%25", "%");
    }
}
