package org.mediaferry.sync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The routes cannot be read, started or stopped. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private EngineException(String message) {
        super(message);
    }

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    static EngineException of(Path routes, Throwable failure) {
        return new EngineException("the routes in " + routes + " cannot be started: " + why(failure), failure);
    }

    static EngineException ofSaved(String file, Throwable failure) {
        return new EngineException(
                file + " as it was saved cannot be used, its routes run on as they were: " + why(failure), failure);
    }

    static EngineException noFolder(Path routes) {
        return new EngineException("there is no folder " + routes + ": routes.directory must name that of the routes");
    }

    static EngineException lacking(Path routes, List<String> ids) {
        return new EngineException("the routes in " + routes + " lack " + String.join(", ", ids)
                + ": restore the files as shipped, or set routes.directory to their folder");
    }

    private static String why(Throwable failure) {
        List<String> why = new ArrayList<>();
        Stream.iterate(failure, x -> x != null, Throwable::getCause)
                .limit(10)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                // Most of Camel's messages repeat that of their cause
                .filter(message -> why.stream().noneMatch(said -> said.contains(message)))
                .forEach(why::add);
        return String.join("\n  because: ", why);
    }
}
