package org.mediaferry.foreign;

import java.util.List;
import org.mediaferry.config.ForeignSettings;

/**
 * What Mastodon's environment file says of its database and its store. Follows config/database.yml and
 * config/initializers/paperclip.rb of Mastodon 3.0 to 4.6.
 */
final class MastodonEnvironment {

    static final String COMMAND =
            "holds a command, $(...), which mediaferry does not run: write what it prints instead,"
                    + " or set %s yourself";

    private final Environment environment;
    private final Findings findings = new Findings();

    private MastodonEnvironment(Environment environment) {
        this.environment = environment;
    }

    static ForeignSettings settings(Environment environment) {
        var mastodon = new MastodonEnvironment(environment);
        new MastodonDatabase(environment, mastodon.findings).find();
        mastodon.findStore();
        mastodon.noteCommands();
        return mastodon.findings.all();
    }

    private void findStore() {
        if (!environment.isTrue("S3_ENABLED")) {
            refuseStore();
            return;
        }
        take("source.bucket", "S3_BUCKET");
        take("source.access-key", "AWS_ACCESS_KEY_ID");
        take("source.secret-key", "AWS_SECRET_ACCESS_KEY");
        take("source.region", "S3_REGION");
        take("source.endpoint", "S3_ENDPOINT");
        findPathStyle();
        take("source.key-prefix", "S3_KEY_PREFIX");
        // Empty is a value of its own: no ACL at all
        environment
                .value("S3_PERMISSION")
                .ifPresent(permission -> add("mastodon.permission", permission, "S3_PERMISSION"));
        environment
                .text("S3_STORAGE_CLASS")
                .ifPresent(name -> findings.note(
                        environment.origin(List.of("S3_STORAGE_CLASS")),
                        "is not taken: it is a class of the old store. If the new one has such a class,"
                                + " set destination.storage-class"));
    }

    private void refuseStore() {
        for (String other : List.of("SWIFT", "AZURE")) {
            String name = other + "_ENABLED";
            if (environment.isTrue(name)) {
                findings.refuse(
                        "source.bucket",
                        environment.origin(List.of(name)),
                        "the files are in " + (other.equals("SWIFT") ? "OpenStack Swift" : "Azure")
                                + ", and mediaferry copies from S3 only");
                return;
            }
        }
        String root =
                environment.text("PAPERCLIP_ROOT_PATH").orElse("public/system (the default of PAPERCLIP_ROOT_PATH)");
        findings.refuse(
                "source.bucket",
                environment.origin(environment.given("S3_ENABLED")),
                (environment.value("S3_ENABLED").isPresent()
                                ? "S3_ENABLED is not exactly true"
                                : "S3_ENABLED is not set")
                        + ": the files are on the server's disk, in " + root
                        + ", and mediaferry copies from S3 only. If they are in a bucket by now, set source.bucket");
    }

    /** Mastodon names the bucket in the path of an endpoint's address, unless told otherwise. */
    private void findPathStyle() {
        if (environment.text("S3_ENDPOINT").isPresent()) {
            List<String> names = environment.given("S3_OVERRIDE_PATH_STYLE");
            String inThePath = environment.isTrue("S3_OVERRIDE_PATH_STYLE") ? "false" : "true";
            findings.take(
                    "source.path-style",
                    inThePath,
                    environment.origin(names.isEmpty() ? List.of("S3_ENDPOINT") : names));
        }
    }

    private void take(String key, String name) {
        environment.text(name).ifPresent(text -> add(key, text, name));
    }

    private void add(String key, String text, String name) {
        List<String> names = List.of(name);
        String refusal = environment.holdsCommand(names) ? COMMAND.formatted(key) : null;
        findings.takeUnless(refusal, key, text, environment.origin(names));
        noteAmbiguity(environment, findings, name);
    }

    static void noteAmbiguity(Environment environment, Findings findings, String name) {
        if (environment.isAmbiguous(name)) {
            findings.note(
                    environment.origin(List.of(name)),
                    "is taken as Mastodon reads the file itself. Some versions of docker-compose hand values over with their"
                            + " quotes, backslashes and comments: if yours does, say --env-file-verbatim");
        }
    }

    private void noteCommands() {
        environment
                .commands()
                .forEach(variable -> findings.note(
                        environment.origin(List.of(variable.name())), "holds a command, $(...), which is not run"));
    }
}
