package org.mediaferry.foreign;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Environment files as some versions of docker-compose take them, of which Mastodon's sample of the file warns: a value is
 * what stands behind the first {@code =}, its quotes included.
 */
final class VerbatimEnv {

    private VerbatimEnv() {}

    /** The variables by name; of two of the same name the later is taken. A line without {@code =} sets nothing. */
    static Map<String, Variable> parse(String text) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        String[] lines = text.split("\\r\\n|\\r|\\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String name = line.substring(0, equals);
                variables.put(name, new Variable(name, line.substring(equals + 1), i + 1, false));
            }
        }
        return variables;
    }
}
