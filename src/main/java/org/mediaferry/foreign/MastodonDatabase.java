package org.mediaferry.foreign;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which database Mastodon's environment file names: the replica if there is one, as only reading is needed. */
final class MastodonDatabase {

    private static final String REPLICA = "REPLICA_";
    private static final String URL = "database.url";
    /** What a replica may have of its own; the rest is the main database's. */
    private static final List<String> PARTS_OF_REPLICA = List.of("HOST", "PORT", "NAME", "USER", "PASS");

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private final Environment environment;
    private final Findings findings;
    private boolean ofReplica;

    MastodonDatabase(Environment environment, Findings findings) {
        this.environment = environment;
        this.findings = findings;
    }

    void find() {
        boolean replicaUrl = environment.text("REPLICA_DATABASE_URL").isPresent();
        ofReplica = !replicaUrl
                && PARTS_OF_REPLICA.stream()
                        .anyMatch(
                                part -> environment.text(REPLICA + "DB_" + part).isPresent());
        if (replicaUrl || ofReplica) {
            findings.note(environment.file(), "names a replica (REPLICA_...): it is read, and not the main database");
        }
        if (replicaUrl) {
            findUrl("REPLICA_DATABASE_URL");
        } else if (!ofReplica && environment.text("DATABASE_URL").isPresent()) {
            findUrl("DATABASE_URL");
        } else {
            findParts();
        }
    }

    private void findUrl(String name) {
        String url = environment.text(name).orElseThrow();
        boolean socket = url.matches("(?i)\\w+://([^/?]*@)?%2F.*|.*[?&]host=(/|%2F).*");
        String refusal = socket ? socket(name) : command(List.of(name), URL);
        findings.takeUnless(refusal, URL, url, environment.origin(List.of(name)));
        MastodonEnvironment.noteAmbiguity(environment, findings, name);
    }

    private void findParts() {
        List<String> names = names("HOST", "PORT", "NAME", "SSLMODE");
        findings.takeUnless(refusal(names), URL, url(), environment.origin(names));
        names.forEach(name -> MastodonEnvironment.noteAmbiguity(environment, findings, name));
        takeLogin("database.user", "USER", "mastodon");
        takeLogin("database.password", "PASS", "");
    }

    private String url() {
        String url = PostgresUrl.of(
                value("HOST").orElse("localhost"),
                text("PORT").orElse("5432"),
                value("NAME").orElse("mastodon_production"));
        return url + text("SSLMODE").map(mode -> "?sslmode=" + mode).orElse("");
    }

    private @Nullable String refusal(List<String> names) {
        if (environment.holdsCommand(names)) {
            return command(names, URL);
        }
        String host = value("HOST").orElse("localhost");
        if (host.isBlank() || host.startsWith("/")) {
            return socket(variable("HOST").orElseThrow());
        }
        if (value("NAME").filter(String::isBlank).isPresent()) {
            return variable("NAME").orElseThrow() + " is empty: write the database's name, or set database.url";
        }
        if (text("PORT").filter(port -> !port.matches("\\d{1,5}")).isPresent()) {
            return variable("PORT").orElseThrow() + " must be a port's number";
        }
        if (text("SSLMODE").filter(mode -> !SSL_MODES.contains(mode)).isPresent()) {
            return "DB_SSLMODE must be one of " + SSL_MODES.stream().sorted().collect(Collectors.joining(", "));
        }
        return null;
    }

    /** Java's driver speaks TCP only. */
    private String socket(String variable) {
        String name = text("NAME").orElse("mastodon_production");
        return variable + " stands for a unix socket, and mediaferry connects by TCP only. PostgreSQL mostly listens on"
                + " 127.0.0.1 too, where it wants a password: set database.url to "
                + PostgresUrl.of("127.0.0.1", text("PORT").orElse("5432"), name);
    }

    private void takeLogin(String key, String part, String standard) {
        List<String> names = names(part);
        String text = text(part).orElse(names.isEmpty() ? standard : "");
        if (!text.isEmpty()) {
            findings.takeUnless(command(names, key), key, text, environment.origin(names));
            names.forEach(name -> MastodonEnvironment.noteAmbiguity(environment, findings, name));
        }
    }

    private @Nullable String command(List<String> names, String key) {
        return environment.holdsCommand(names) ? MastodonEnvironment.COMMAND.formatted(key) : null;
    }

    /** The variables that these parts are taken from, those that are set. */
    private List<String> names(String... parts) {
        return Arrays.stream(parts).flatMap(part -> variable(part).stream()).toList();
    }

    /** A replica's own variable, or else the main database's. */
    private Optional<String> variable(String part) {
        String own = REPLICA + "DB_" + part;
        return ofReplica
                        && PARTS_OF_REPLICA.contains(part)
                        && environment.value(own).isPresent()
                ? Optional.of(own)
                : Optional.of("DB_" + part)
                        .filter(name -> environment.value(name).isPresent());
    }

    private Optional<String> value(String part) {
        return variable(part).flatMap(environment::value);
    }

    private Optional<String> text(String part) {
        return variable(part).flatMap(environment::text);
    }
}
