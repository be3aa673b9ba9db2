package org.mediaferry.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What files of other programs give, under what mediaferry's own places say. */
final class ForeignValues {

    private static final String FILE = "-file";
    private static final String ACCESS_KEY = ".access-key";

    private final Map<String, Given> texts = new TreeMap<>();

    /** @param foreign each file's, a later one winning */
    ForeignValues(List<ForeignSettings> foreign) {
        foreign.stream().flatMap(file -> file.values().stream()).forEach(value -> put(value.key(), value.given()));
    }

    /**
     * What holds in the end: {@code own} values, and of the others those that have no own twin. A secret goes with its
     * other half: the password of a user who was replaced is of no use.
     */
    Map<String, Given> under(Map<String, Given> own) {
        Map<String, Given> all = new TreeMap<>(texts);
        own.forEach((name, given) -> {
            if (!given.text().isBlank()) {
                yieldTo(name, given, all);
            }
        });
        all.putAll(own);
        return all;
    }

    /** The login of an address is kept apart, so that another place can replace one of them alone. */
    private void put(String name, Given given) {
        DatabaseUrl url = name.equals(Keys.DATABASE_URL.name()) ? parsed(given) : null;
        texts.put(name, url == null ? given : new Given(url.jdbcUrl(), given.origin(), given.refusal()));
        if (url != null && url.user() != null) {
            texts.put(Keys.DATABASE_USER.name(), new Given(url.user(), given.origin()));
        }
        if (url != null && url.password() != null) {
            texts.put(Keys.DATABASE_PASSWORD.name(), new Given(url.password().reveal(), given.origin()));
        }
    }

    private static void yieldTo(String name, Given own, Map<String, Given> all) {
        if (name.endsWith(FILE)) {
            all.remove(name.substring(0, name.length() - FILE.length()));
        } else if (name.endsWith(ACCESS_KEY)) {
            all.remove(name.replace(ACCESS_KEY, ".secret-key"));
        } else if (name.equals(Keys.DATABASE_USER.name())) {
            all.remove(Keys.DATABASE_PASSWORD.name());
        } else if (name.equals(Keys.DATABASE_URL.name()) && holdsLogin(own)) {
            all.remove(Keys.DATABASE_USER.name());
            all.remove(Keys.DATABASE_PASSWORD.name());
        }
    }

    private static boolean holdsLogin(Given given) {
        DatabaseUrl url = parsed(given);
        return url != null && (url.user() != null || url.password() != null);
    }

    /** Null when it is wrong, which is said where values are understood. */
    private static @Nullable DatabaseUrl parsed(Given given) {
        try {
            return DatabaseUrl.parse(given.text());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
