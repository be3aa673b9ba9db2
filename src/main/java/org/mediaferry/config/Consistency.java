package org.mediaferry.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What settings mean together: fills in what follows from others, and refuses those that contradict. */
final class Consistency {
    private final Values values;
    private final Problems problems;

    Consistency(Values values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    /** Reads the files of secrets, resolves {@code auto} and the destination's key prefix, and checks. */
    void apply() {
        readSecret(Keys.DATABASE_PASSWORD, Keys.DATABASE_PASSWORD_FILE);
        checkLogin();
        readSecret(Keys.SSH_PASSWORD, Keys.SSH_PASSWORD_FILE);
        readSecret(Keys.SSH_KEY_PASSPHRASE, Keys.SSH_KEY_PASSPHRASE_FILE);
        checkSsh();
        applyToStore(Keys.SOURCE);
        applyToStore(Keys.DESTINATION);
        String sourcePrefix = values.get(Keys.SOURCE.keyPrefix());
        if (!values.isGiven(Keys.DESTINATION.keyPrefix()) && sourcePrefix != null) {
            values.put(Keys.DESTINATION.keyPrefix(), sourcePrefix);
        }
        checkPlaces();
        checkAcl();
        checkEncryption();
        checkDelays();
        checkQueues();
        readSecret(Keys.CONSOLE_PASSWORD, Keys.CONSOLE_PASSWORD_FILE);
        checkConsole();
    }

    private void applyToStore(StoreKeys store) {
        readSecret(store.secretKey(), store.secretKeyFile());
        boolean hasSecretKey = values.isGiven(store.secretKey()) || values.isGiven(store.secretKeyFile());
        if (values.isGiven(store.accessKey()) && !hasSecretKey) {
            problems.add(
                    values.origin(store.accessKey()),
                    store.accessKey().name() + " is set without a secret key: set "
                            + store.secretKey().name() + " or "
                            + store.secretKeyFile().name() + " too");
        }
        if (hasSecretKey && !values.isGiven(store.accessKey())) {
            Key<?> given = values.isGiven(store.secretKey()) ? store.secretKey() : store.secretKeyFile();
            problems.add(
                    values.origin(given),
                    given.name() + " is set without " + store.accessKey().name() + ": set it too");
        }
        if (values.get(store.pathStyle()) == PathStyle.AUTO) {
            values.put(store.pathStyle(), values.isGiven(store.endpoint()) ? PathStyle.TRUE : PathStyle.FALSE);
        }
    }

    private void readSecret(Key<Secret> secret, Key<Path> secretFile) {
        Path file = values.get(secretFile);
        if (values.isGiven(secret) && values.isGiven(secretFile)) {
            problems.add(values.named(secret) + " and " + values.named(secretFile) + " are both set: keep one");
        } else if (file != null) {
            try {
                values.put(secret, SecretFile.read(file));
            } catch (IOException e) {
                problems.add(
                        values.origin(secretFile), secretFile.name() + ": the file " + file + " " + e.getMessage());
            }
        }
    }

    private void checkLogin() {
        DatabaseUrl url = values.get(Keys.DATABASE_URL);
        if (url == null) {
            return;
        }
        if (url.user() != null && values.isGiven(Keys.DATABASE_USER)) {
            refuseTwice("user", Keys.DATABASE_USER);
        }
        for (Key<?> password : new Key<?>[] {Keys.DATABASE_PASSWORD, Keys.DATABASE_PASSWORD_FILE}) {
            if (url.password() != null && values.isGiven(password)) {
                refuseTwice("password", password);
            }
        }
    }

    private void refuseTwice(String what, Key<?> key) {
        problems.add(values.named(Keys.DATABASE_URL) + " holds a " + what + ", and " + values.named(key)
                + " is set too: keep one");
    }

    private void checkSsh() {
        if (!values.isGiven(Keys.SSH_HOST)) {
            // In the environment SSH_USER and the like may be meant for others
            Keys.all().stream()
                    .filter(key -> key.name().startsWith("ssh.") && values.isGiven(key))
                    .filter(key -> !values.origin(key).startsWith("environment "))
                    .forEach(key -> problems.add(
                            values.origin(key),
                            key.name() + " is set without ssh.host: set it too, or leave this out"));
            return;
        }
        if (values.isGiven(Keys.SSH_HOST_KEY) && values.isGiven(Keys.SSH_KNOWN_HOSTS)) {
            problems.add(values.named(Keys.SSH_HOST_KEY) + " and " + values.named(Keys.SSH_KNOWN_HOSTS)
                    + " are both set: keep one");
        }
        Integer connections = values.get(Keys.DATABASE_CONNECTIONS);
        if (connections != null && connections > Ssh.MOST_CONNECTIONS) {
            problems.add(values.named(Keys.DATABASE_CONNECTIONS) + " must be " + Ssh.MOST_CONNECTIONS
                    + " at most with ssh.host, was " + connections
                    + ": each is an SSH session of its own, and sshd lets few log in at once (MaxStartups)");
        }
    }

    private void checkPlaces() {
        String bucket = values.get(Keys.SOURCE.bucket());
        if (bucket != null
                && bucket.equals(values.get(Keys.DESTINATION.bucket()))
                && hasKnownEndpoints()
                && Endpoint.same(values.get(Keys.SOURCE.endpoint()), values.get(Keys.DESTINATION.endpoint()))
                && Objects.equals(prefix(Keys.SOURCE), prefix(Keys.DESTINATION))) {
            problems.add(values.named(Keys.SOURCE.bucket()) + " and " + values.named(Keys.DESTINATION.bucket())
                    + " are the same bucket at the same endpoint with the same key prefix: every object would be copied"
                    + " onto itself; set another destination.bucket, destination.endpoint or destination.key-prefix");
        }
    }

    /** A refused endpoint must not be taken for AWS's. */
    private boolean hasKnownEndpoints() {
        return (values.get(Keys.SOURCE.endpoint()) != null || !values.isGiven(Keys.SOURCE.endpoint()))
                && (values.get(Keys.DESTINATION.endpoint()) != null || !values.isGiven(Keys.DESTINATION.endpoint()));
    }

    /** One leading slash never reaches the key. */
    private @Nullable String prefix(StoreKeys store) {
        String prefix = values.get(store.keyPrefix());
        return prefix == null ? "" : prefix.replaceFirst("^/", "");
    }

    /** Where nothing is said to be private, everything would become public. */
    private void checkAcl() {
        if (values.get(Keys.DESTINATION_ACL) == DestinationAcl.PUBLIC_READ
                && "".equals(values.get(Keys.MASTODON_PERMISSION))) {
            problems.add(values.named(Keys.DESTINATION_ACL) + " is public-read, but with an empty "
                    + values.named(Keys.MASTODON_PERMISSION)
                    + " nothing is known to be private, so backups and media of suspended accounts would become public:"
                    + " set mastodon.permission=public-read, and leave destination.acl out");
        }
    }

    /** Whoever names a key means it to be used. */
    private void checkEncryption() {
        EncryptionKind kind = values.get(Keys.DESTINATION_SERVER_SIDE_ENCRYPTION);
        if (values.get(Keys.DESTINATION_KMS_KEY_ID) != null && kind != null && kind != EncryptionKind.AWS_KMS) {
            problems.add(values.named(Keys.DESTINATION_KMS_KEY_ID) + " is set, but "
                    + values.named(Keys.DESTINATION_SERVER_SIDE_ENCRYPTION) + " is " + kind.label()
                    + ", which uses no such key: set destination.server-side-encryption=aws:kms, or leave the key out");
        }
    }

    private void checkDelays() {
        var delay = values.get(Keys.RETRY_DELAY);
        var maxDelay = values.get(Keys.RETRY_MAX_DELAY);
        if (delay != null && maxDelay != null && maxDelay.compareTo(delay) < 0) {
            problems.add(
                    values.named(Keys.RETRY_MAX_DELAY) + " must not be shorter than " + values.named(Keys.RETRY_DELAY));
        }
    }

    private void checkQueues() {
        String transfer = values.get(Keys.QUEUE_TRANSFER);
        if (transfer != null && transfer.equals(values.get(Keys.QUEUE_OUTCOME))) {
            problems.add(values.named(Keys.QUEUE_TRANSFER) + " and " + values.named(Keys.QUEUE_OUTCOME)
                    + " are the same queue, \"" + transfer + "\": outcomes would be taken for objects");
        }
    }

    private void checkConsole() {
        String host = values.get(Keys.CONSOLE_HOST);
        if (host != null && !Console.isLoopback(host) && !Boolean.TRUE.equals(values.get(Keys.CONSOLE_INSECURE))) {
            problems.add(
                    values.named(Keys.CONSOLE_HOST) + " is \"" + host
                            + "\", beyond this machine, and the console speaks no TLS: passwords could be read on the way. Leave it at"
                            + " 127.0.0.1 and come by an SSH tunnel, or set console.insecure=true, as behind a proxy that speaks TLS");
        }
    }
}
