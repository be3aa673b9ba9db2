package org.mediaferry.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is, in the form of PostgreSQL's JDBC driver, user and password taken out. Both forms are
 * understood: {@code jdbc:postgresql:...} and libpq's URI (PostgreSQL documentation, 32.1.1.2), which Mastodon's own
 * DATABASE_URL has.
 *
 * @param jdbcUrl begins with {@code jdbc:postgresql:}; names neither user nor password
 * @param user null when the URL names none
 * @param password null when the URL holds none
 */
record DatabaseUrl(
        String jdbcUrl, @Nullable String user, @Nullable Secret password) {

    static final String EXPECTED = "jdbc:postgresql://host:5432/name or postgres://user@host:5432/name,"
            + " special characters in user, password and name percent-encoded";

    private static final Pattern FORM = Pattern.compile("(jdbc:postgresql:|(?:postgres|postgresql):(?=//))"
            + "(?://(?:(?<login>[^/?]*)@)?(?<hosts>[^/?@]*)/)?(?<name>[^/?@]+)(?:\\?(?<parameters>.*))?");
    private static final String PORT = "(?:6553[0-5]|655[0-2]\\d|65[0-4]\\d\\d|6[0-4]\\d{3}|[1-5]\\d{4}|[1-9]\\d{0,3})";
    private static final String HOST = "(?:[^:,%\\[\\]\\s]+|\\[[0-9A-Fa-f:.]+])(?::" + PORT + ")?";
    private static final Pattern HOSTS = Pattern.compile("(?:" + HOST + "(?:," + HOST + ")*)?");

    /** What libpq and the JDBC driver call by different names. */
    private static final Map<String, String> JDBC_NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "gssencmode", "gssEncMode");

    /** @throws IllegalArgumentException when it is not {@link #EXPECTED}; without a text, which might show a password */
    static DatabaseUrl parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException();
        }
        boolean jdbc = parts.group(1).startsWith("jdbc:");
        var login = new Login(jdbc);
        login.addPair(parts.group("login"));
        String query = query(parts.group("parameters"), jdbc, login);
        String name = jdbc ? parts.group("name") : keepingPlus(parts.group("name"));
        return new DatabaseUrl(
                "jdbc:postgresql:" + hosts(parts.group("hosts")) + name + query, login.user, login.password);
    }

    private static String hosts(@Nullable String hosts) {
        if (hosts == null) {
            return "";
        }
        if (!HOSTS.matcher(hosts).matches()) {
            throw new IllegalArgumentException();
        }
        return "//" + hosts + "/";
    }

    private static String query(@Nullable String parameters, boolean jdbc, Login login) {
        List<String> kept = new ArrayList<>();
        for (String parameter : (parameters == null ? "" : parameters).split("&")) {
            String[] pair = parameter.split("=", 2);
            if (pair.length < 2 && !pair[0].isEmpty() && !jdbc) {
                throw new IllegalArgumentException();
            }
            String value = pair.length == 2 ? pair[1] : "";
            switch (pair[0]) {
                case "" -> {}
                case "user" -> login.addUser(value);
                case "password" -> login.addPassword(value);
                // The driver would ignore them and connect to the wrong place
                case "host", "hostaddr", "port", "dbname" -> throw new IllegalArgumentException();
                default ->
                    kept.add(jdbc ? parameter : JDBC_NAMES.getOrDefault(pair[0], pair[0]) + "=" + keepingPlus(value));
            }
        }
        return kept.isEmpty() ? "" : "?" + String.join("&", kept);
    }

    /** The driver reads a plus sign as a blank, libpq does not. */
    private static String keepingPlus(String encoded) {
        return encoded.replace("+", "%2B");
    }

    /** Without the parameters, which may hold {@code sslpassword}. */
    @Override
    public String toString() {
        return "DatabaseUrl[" + jdbcUrl.replaceFirst("\\?.*", "?...") + ", user=" + user + "]";
    }

    /** User and password, each given once. */
    private static final class Login {
        private final boolean plusIsBlank;
        private @Nullable String user;
        private @Nullable Secret password;

        private Login(boolean plusIsBlank) {
            this.plusIsBlank = plusIsBlank;
        }

        private void addPair(@Nullable String pair) {
            if (pair != null) {
                String[] parts = pair.split(":", 2);
                addUser(parts[0]);
                addPassword(parts.length == 2 ? parts[1] : "");
            }
        }

        private void addUser(String encoded) {
            if (!encoded.isEmpty()) {
                user = once(user, decoded(encoded));
            }
        }

        private void addPassword(String encoded) {
            if (!encoded.isEmpty()) {
                password = once(password, new Secret(decoded(encoded)));
            }
        }

        private static <T> T once(@Nullable T before, T now) {
            if (before != null) {
                throw new IllegalArgumentException();
            }
            return now;
        }

        private String decoded(String encoded) {
            return URLDecoder.decode(plusIsBlank ? encoded : keepingPlus(encoded), StandardCharsets.UTF_8);
        }
    }
}
