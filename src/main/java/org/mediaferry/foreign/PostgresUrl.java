package org.mediaferry.foreign;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of databases, in the form of the JDBC driver. */
final class PostgresUrl {

    private PostgresUrl() {}

    /** @param name in plain text */
    static String of(String host, String port, String name) {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + address + ":" + port + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
