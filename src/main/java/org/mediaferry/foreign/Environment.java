package org.mediaferry.foreign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The variables of one file, and where they stand. */
final class Environment {

    private final String file;
    private final Map<String, Variable> variables;
    private final Map<String, Variable> verbatim;

    /**
     * @param file how messages name it
     * @param verbatim the same text as docker-compose may take it
     */
    Environment(String file, Map<String, Variable> variables, Map<String, Variable> verbatim) {
        this.file = file;
        this.variables = variables;
        this.verbatim = verbatim;
    }

    String file() {
        return file;
    }

    /** Empty when it is not set; may hold an empty text. */
    Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).map(Variable::value);
    }

    /** Empty when it is not set, or set to nothing. */
    Optional<String> text(String name) {
        return value(name).filter(value -> !value.isBlank());
    }

    /** Whether Mastodon takes a switch as on: it compares with {@code true} exactly. */
    boolean isTrue(String name) {
        return value(name).filter("true"::equals).isPresent();
    }

    /** Those of the names that are set. */
    List<String> given(String... names) {
        return Stream.of(names).filter(variables::containsKey).toList();
    }

    /** Where variables stand, e.g. {@code .env.production line 12 S3_BUCKET}. */
    String origin(List<String> names) {
        return names.isEmpty()
                ? file + " (Mastodon's default)"
                : names.stream()
                        .map(name -> "line " + variables.get(name).line() + " " + name)
                        .collect(Collectors.joining(", ", file + " ", ""));
    }

    boolean holdsCommand(List<String> names) {
        return names.stream().anyMatch(name -> variables.get(name).holdsCommand());
    }

    /** Whether a container that is given the file sees another value than Mastodon that reads it itself. */
    boolean isAmbiguous(String name) {
        return !value(name).equals(Optional.ofNullable(verbatim.get(name)).map(Variable::value));
    }

    /** Every variable that holds a command. */
    List<Variable> commands() {
        return variables.values().stream().filter(Variable::holdsCommand).toList();
    }
}
