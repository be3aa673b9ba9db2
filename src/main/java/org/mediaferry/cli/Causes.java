package org.mediaferry.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a failure says, in one line. */
final class Causes {

    private Causes() {}

    static String of(Throwable failure) {
        return Stream.iterate(failure, x -> x != null, Throwable::getCause)
                .limit(10)
                .map(x -> x.getMessage() == null ? x.getClass().getSimpleName() : x.getMessage())
                .distinct()
                .collect(Collectors.joining(": "))
                .replaceAll("\\s*\\R\\s*", "; ");
    }
}
