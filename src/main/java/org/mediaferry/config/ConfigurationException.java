package org.mediaferry.config;

import java.util.List;

/** The configuration cannot be used. The message names every problem found, one a line; it never holds a secret. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param problems at least one, each a single line that says where, what was expected and what came */
    public ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
    }

    /** The problems, one a line, in the order they were found. */
    public List<String> problems() {
        return getMessage().lines().toList();
    }
}
