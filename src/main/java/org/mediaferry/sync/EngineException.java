package org.mediaferry.sync;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes cannot be read, started or stopped. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    static EngineException of(Path routes, Throwable failure) {
        String why = Stream.iterate(failure, x -> x != null, Throwable::getCause)
                .limit(10)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .distinct()
                .collect(Collectors.joining("\n  because: "));
        return new EngineException("the routes in " + routes + " cannot be started: " + why, failure);
    }
}
