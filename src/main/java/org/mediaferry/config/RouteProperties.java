package org.mediaferry.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What YAML routes may name as {@code {{placeholders}}}. */
final class RouteProperties {
    private RouteProperties() {}

    /** The values of all keys that are set and no secret, in the order of the table, then the administrator's own. */
    static Map<String, String> of(Values values, Map<String, Given> texts) {
        Map<String, String> properties = new LinkedHashMap<>();
        Keys.all().forEach(key -> add(properties, key, values));
        texts.forEach((name, given) -> {
            if (name.startsWith(Keys.CUSTOM)) {
                properties.put(name, given.text());
            }
        });
        return Collections.unmodifiableMap(properties);
    }

    private static <T> void add(Map<String, String> properties, Key<T> key, Values values) {
        T value = values.get(key);
        if (value != null && !key.type().isSecret()) {
            properties.put(key.name(), key.type().forRoutes(value));
        }
    }
}
