package org.mediaferry.yaml;

/** A YAML file is not what it should be. The message says where, what was expected and what came. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    YamlException(String message) {
        super(message);
    }
}
