package org.mediaferry.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/** The table of all settings: names, kinds, defaults and reasons stand here and nowhere else. */
public final class Keys {
    static final Key<DatabaseUrl> DATABASE_URL = new Key<>(
            "database.url",
            Types.hidden(DatabaseUrl.EXPECTED, DatabaseUrl::parse),
            null,
            "Where Mastodon's PostgreSQL is; a replica will do. Required. A secret, as it may hold a password.");
    static final Key<String> DATABASE_USER = new Key<>(
            "database.user",
            text("a role's name"),
            null,
            "The role to log in as; reading is all it needs. Unset: the one in database.url.");
    static final Key<Secret> DATABASE_PASSWORD = new Key<>(
            "database.password",
            Types.secret(),
            null,
            "Its password; better in the environment or in the file below than here.");
    static final Key<Path> DATABASE_PASSWORD_FILE = new Key<>(
            "database.password-file",
            Types.path("a file's path"),
            null,
            "A file that holds the password, relative to mediaferry's folder; instead of the key above.");
    static final Key<Integer> DATABASE_CONNECTIONS = new Key<>(
            "database.connections",
            Types.wholeNumber(1, 32),
            "4",
            "Connections open at most; each serves one page at a time.");
    static final Key<Duration> DATABASE_STATEMENT_TIMEOUT = new Key<>(
            "database.statement-timeout",
            duration(),
            "60s",
            "The server ends a query after this long, so that a page never holds up its vacuum.");
    static final Key<Duration> DATABASE_CONNECT_TIMEOUT =
            new Key<>("database.connect-timeout", duration(), "10s", "How long one attempt to connect may take.");

    static final Key<String> SSH_HOST = new Key<>(
            "ssh.host",
            Types.text("a host name, an address or an alias of ssh.config-file", "[A-Za-z0-9._:-]+"),
            null,
            "The server through which the database is reached; host and port of database.url are then as seen from there.");
    static final Key<Integer> SSH_PORT = new Key<>(
            "ssh.port", Types.wholeNumber(1, 65_535), null, "Its port. Unset: as ssh.config-file says, else 22.");
    static final Key<String> SSH_USER = new Key<>(
            "ssh.user",
            text("a user's name"),
            null,
            "Who logs in there. Unset: as ssh.config-file says, else this system's user.");
    static final Key<Secret> SSH_PASSWORD =
            new Key<>("ssh.password", Types.secret(), null, "The user's password, where no key is used.");
    static final Key<Path> SSH_PASSWORD_FILE = new Key<>(
            "ssh.password-file",
            Types.path("a file's path"),
            null,
            "A file that holds the password, relative to mediaferry's folder; instead of the key above.");
    static final Key<Path> SSH_KEY_FILE = new Key<>(
            "ssh.key-file",
            Types.path("a file's path"),
            null,
            "The private key. Unset: those of ssh.config-file, of an agent, and id_ed25519, id_ecdsa and id_rsa of ~/.ssh.");
    static final Key<Secret> SSH_KEY_PASSPHRASE =
            new Key<>("ssh.key-passphrase", Types.secret(), null, "What the private key is encrypted with.");
    static final Key<Path> SSH_KEY_PASSPHRASE_FILE = new Key<>(
            "ssh.key-passphrase-file",
            Types.path("a file's path"),
            null,
            "A file that holds it, relative to mediaferry's folder; instead of the key above.");
    static final Key<Path> SSH_KNOWN_HOSTS = new Key<>(
            "ssh.known-hosts",
            Types.path("a file's path"),
            null,
            "The file of known host keys; a server that is not in it is refused. Unset: ~/.ssh/known_hosts.");
    static final Key<String> SSH_HOST_KEY = new Key<>(
            "ssh.host-key",
            Types.text("a fingerprint as ssh-keygen -l prints it, SHA256:...", "SHA256:[A-Za-z0-9+/]{43}=?"),
            null,
            "The fingerprint of the server's key; instead of the file above.");
    static final Key<Path> SSH_CONFIG_FILE = new Key<>(
            "ssh.config-file",
            Types.path("a file's path"),
            null,
            "OpenSSH's file of aliases: HostName, User, Port and IdentityFile are taken from it. Unset: ~/.ssh/config.");

    static final StoreKeys SOURCE = StoreKeys.of("source", "Unset or empty: nothing.");
    static final StoreKeys DESTINATION = StoreKeys.of("destination", "Unset: as at the source; empty: nothing.");
    static final Key<DestinationAcl> DESTINATION_ACL = new Key<>(
            "destination.acl",
            Types.oneOf(DestinationAcl.class, DestinationAcl::label),
            "auto",
            "The ACL of every copy; auto: by the database, so that private media stays private; none: send none.");
    static final Key<PrivateObjects> DESTINATION_PRIVATE_OBJECTS = new Key<>(
            "destination.private-objects",
            Types.oneOf(PrivateObjects.class, PrivateObjects::label),
            null,
            "Where no ACL is sent, objects that must be private are left out and listed (skip), or copied as visible as the"
                    + " bucket is (copy). Unset: left out, and sync ends with exit code 3.");
    static final Key<String> DESTINATION_STORAGE_CLASS = new Key<>(
            "destination.storage-class",
            Types.text("a storage class's name, e.g. STANDARD_IA", "[A-Za-z0-9_-]+"),
            null,
            "The storage class of every copy. Unset: the bucket's default.");
    static final Key<EncryptionKind> DESTINATION_SERVER_SIDE_ENCRYPTION = new Key<>(
            "destination.server-side-encryption",
            Types.oneOf(EncryptionKind.class, EncryptionKind::label),
            "none",
            "The encryption that every copy asks for: AES256, with a key of the store's, or aws:kms; none: as the bucket does.");
    static final Key<String> DESTINATION_KMS_KEY_ID = new Key<>(
            "destination.kms-key-id",
            Types.text("a key's id, ARN or alias", "[A-Za-z0-9:/_.-]+"),
            null,
            "With aws:kms above: the key to encrypt with. Unset: the default of a store that has one, as AWS.");
    static final Key<String> DESTINATION_CACHE_CONTROL = new Key<>(
            "destination.cache-control",
            Types.textOrEmpty("a Cache-Control header's value", "[\\x20-\\x7e]+"),
            "public, max-age=315576000, immutable",
            "Given to copies whose source has none; this is what Mastodon itself gives. Empty: give none.");
    static final Key<OnConflict> DESTINATION_ON_CONFLICT = new Key<>(
            "destination.on-conflict",
            Types.oneOf(OnConflict.class, OnConflict::label),
            "overwrite",
            "For an object that is already there with another size than the database says; fail: a dead letter.");

    static final Key<String> MASTODON_PERMISSION = new Key<>(
            "mastodon.permission",
            Types.oneOfOrEmpty(List.of(
                    "private",
                    "public-read",
                    "public-read-write",
                    "authenticated-read",
                    "aws-exec-read",
                    "bucket-owner-read",
                    "bucket-owner-full-control")),
            "public-read",
            "Mastodon's S3_PERMISSION, the ACL of public media. Empty: the store has no ACLs, send none.");

    static final Key<TransferClient> TRANSFER_CLIENT = new Key<>(
            "transfer.client",
            Types.oneOf(TransferClient.class, TransferClient::label),
            "lean",
            "What sends gets and puts: lean takes a fraction of the time of the AWS SDK, sdk is that itself.");
    static final Key<Concurrency> TRANSFER_CONCURRENCY = new Key<>(
            "transfer.concurrency",
            Concurrency.type(),
            "auto",
            "Objects copied at once. auto: begins with 16, takes more while that copies more, 256 at most.");
    static final Key<Duration> TRANSFER_CONNECT_TIMEOUT =
            new Key<>("transfer.connect-timeout", duration(), "5s", "How long connecting to a store may take.");
    static final Key<Duration> TRANSFER_IDLE_TIMEOUT = new Key<>(
            "transfer.idle-timeout",
            duration(),
            "60s",
            "How long a store may be silent in the middle of a request before the try has failed.");
    static final Key<Long> TRANSFER_MIN_SPEED = new Key<>(
            "transfer.min-speed",
            Types.speed("1B/s", "1GB/s"),
            "4KB/s",
            "A copy that is slower has failed too: a put of 1 MB may take 250 seconds, and twice idle-timeout.");
    static final Key<Long> TRANSFER_MULTIPART_ABOVE = new Key<>(
            "transfer.multipart-above",
            Types.size("5MiB", "5GiB"),
            "5GiB",
            "Larger objects are put in parts of 64 MiB or more; no store takes more than 5 GiB at once, some take less.");
    static final Key<Integer> TRANSFER_MULTIPART_PARTS = new Key<>(
            "transfer.multipart-parts",
            Types.wholeNumber(100, 10_000),
            "10000",
            "Parts that such an object has at most; they grow with it. Some stores take fewer.");

    static final Key<ServerSideCopy> TRANSFER_SERVER_SIDE_COPY = new Key<>(
            "transfer.server-side-copy",
            Types.oneOf(ServerSideCopy.class, ServerSideCopy::label),
            "auto",
            "auto: where source and destination are one store, it copies by itself if it can; off: all bytes pass here.");

    static final Key<Integer> RETRY_ATTEMPTS = new Key<>(
            "retry.attempts",
            Types.wholeNumber(0, 100),
            "5",
            "Tries after the first one, before an object becomes a dead letter.");
    static final Key<Duration> RETRY_DELAY =
            new Key<>("retry.delay", pause(), "1s", "The pause before the second try.");
    static final Key<Duration> RETRY_MAX_DELAY =
            new Key<>("retry.max-delay", pause(), "60s", "No pause between two tries is longer.");
    static final Key<Double> RETRY_MULTIPLIER = new Key<>(
            "retry.multiplier",
            Types.decimal(1, 10),
            "2.0",
            "Each pause is so many times the one before: gives a store in trouble time.");

    static final Key<Duration> PAUSE_PROBE_INTERVAL = new Key<>(
            "pause.probe-interval",
            duration(),
            "15s",
            "How often a store that is down, or refuses everything, is asked whether the run can go on.");

    static final Key<Integer> POLL_PAGE_SIZE =
            new Key<>("poll.page-size", Types.wholeNumber(1, 10_000), "1000", "Rows read in one query.");
    static final Key<Duration> POLL_DELAY =
            new Key<>("poll.delay", pause(), "200ms", "The pause before asking again when a page was empty or failed.");
    static final Key<Integer> POLL_RETRIES = new Key<>(
            "poll.retries",
            Types.wholeNumber(0, 1000),
            "100",
            "Tries after the first one to read a page, before the run ends; with the pauses above, 100 are about two hours.");

    static final Key<String> QUEUE_TRANSFER =
            new Key<>("queue.transfer", queue(), "seda:transfer", "The queue of objects to copy, as a Camel address.");
    static final Key<String> QUEUE_OUTCOME = new Key<>(
            "queue.outcome", queue(), "seda:outcome", "The queue of what became of them, as a Camel address.");
    static final Key<Integer> QUEUE_SIZE = new Key<>(
            "queue.size",
            Types.wholeNumber(1, 100_000),
            "500",
            "Messages that a queue in memory holds before the sender waits: bounds the memory.");

    static final Key<Integer> OUTCOME_BATCH_SIZE = new Key<>(
            "outcome.batch-size",
            Types.wholeNumber(1, 10_000),
            "500",
            "Outcomes that the ledger commits at once, at most.");
    static final Key<Duration> OUTCOME_INTERVAL = new Key<>(
            "outcome.interval",
            Types.duration("1ms", "1m"),
            "250ms",
            "The longest wait before a smaller batch is committed; what a crash repeats grows with it.");

    static final Key<String> CONSOLE_HOST = new Key<>(
            "console.host",
            Types.text("a host name or an address of this machine", "[A-Za-z0-9._:-]+"),
            "127.0.0.1",
            "Where the console of serve and sync --console listens. Beyond this machine only with console.insecure.");
    static final Key<Integer> CONSOLE_PORT =
            new Key<>("console.port", Types.wholeNumber(0, 65_535), "8090", "The console's port; 0: one that is free.");
    static final Key<String> CONSOLE_USER = new Key<>(
            "console.user", Types.text("a name without colon", "[^:\\p{Cntrl}]+"), "admin", "Who may use the console.");
    static final Key<Secret> CONSOLE_PASSWORD = new Key<>(
            "console.password",
            Types.secret(),
            null,
            "The console's password. Unset: one is made up and kept in the file console-password of work.directory.");
    static final Key<Path> CONSOLE_PASSWORD_FILE = new Key<>(
            "console.password-file",
            Types.path("a file's path"),
            null,
            "A file that holds the console's password, relative to mediaferry's folder; instead of the key above.");
    static final Key<List<URI>> CONSOLE_ORIGINS = new Key<>(
            "console.origins",
            Origins.type(),
            null,
            "Under which other addresses browsers reach the console, as through a proxy; separated by commas.");
    static final Key<Boolean> CONSOLE_INSECURE = new Key<>(
            "console.insecure",
            Types.flag(),
            "false",
            "true: may listen beyond this machine although it speaks no TLS, as behind a proxy that does.");

    static final Key<Schedule> SERVE_SYNC = new Key<>(
            "serve.sync",
            Schedule.type(true),
            "off",
            "When serve copies what is new. follow: again and again; a cron expression begins with the seconds.");
    static final Key<Schedule> SERVE_REPLAY =
            new Key<>("serve.replay", Schedule.type(false), "off", "When serve queues all dead letters again.");
    static final Key<Duration> SERVE_FOLLOW_INTERVAL = new Key<>(
            "serve.follow-interval",
            Types.duration("1s", "24h"),
            "60s",
            "With serve.sync=follow: the pause between two looks at the tables.");

    static final Key<Path> WORK_DIRECTORY = new Key<>(
            "work.directory",
            Types.path("a folder's path"),
            "work",
            "The ledger's folder, relative to mediaferry's; keep it between runs.");
    static final Key<Path> ROUTES_DIRECTORY = new Key<>(
            "routes.directory",
            Types.path("a folder's path"),
            "routes",
            "The folder of the YAML routes, relative to mediaferry's.");
    static final Key<Boolean> ROUTES_RELOAD = new Key<>(
            "routes.reload", Types.flag(), "true", "Whether a saved route takes effect while mediaferry runs.");
    static final Key<Duration> STOP_TIMEOUT = new Key<>(
            "stop.timeout",
            duration(),
            "30s",
            "How long objects in flight may take to finish when mediaferry is stopped.");
    static final Key<Level> LOG_LEVEL =
            new Key<>("log.level", Types.oneOf(Level.class, Level::name), "INFO", "How much is logged.");

    /** What the names of an administrator's own keys begin with; routes see them, mediaferry does not. */
    static final String CUSTOM = "custom.";

    private static final List<Key<?>> ALL = Stream.of(
                    List.of(
                            DATABASE_URL,
                            DATABASE_USER,
                            DATABASE_PASSWORD,
                            DATABASE_PASSWORD_FILE,
                            DATABASE_CONNECTIONS,
                            DATABASE_STATEMENT_TIMEOUT,
                            DATABASE_CONNECT_TIMEOUT),
                    List.of(
                            SSH_HOST,
                            SSH_PORT,
                            SSH_USER,
                            SSH_PASSWORD,
                            SSH_PASSWORD_FILE,
                            SSH_KEY_FILE,
                            SSH_KEY_PASSPHRASE,
                            SSH_KEY_PASSPHRASE_FILE,
                            SSH_KNOWN_HOSTS,
                            SSH_HOST_KEY,
                            SSH_CONFIG_FILE),
                    SOURCE.all(),
                    DESTINATION.all(),
                    List.of(
                            DESTINATION_ACL,
                            DESTINATION_PRIVATE_OBJECTS,
                            DESTINATION_STORAGE_CLASS,
                            DESTINATION_SERVER_SIDE_ENCRYPTION,
                            DESTINATION_KMS_KEY_ID,
                            DESTINATION_CACHE_CONTROL,
                            DESTINATION_ON_CONFLICT,
                            MASTODON_PERMISSION),
                    List.of(
                            TRANSFER_CLIENT,
                            TRANSFER_CONCURRENCY,
                            TRANSFER_CONNECT_TIMEOUT,
                            TRANSFER_IDLE_TIMEOUT,
                            TRANSFER_MIN_SPEED,
                            TRANSFER_MULTIPART_ABOVE,
                            TRANSFER_MULTIPART_PARTS,
                            TRANSFER_SERVER_SIDE_COPY),
                    List.of(RETRY_ATTEMPTS, RETRY_DELAY, RETRY_MAX_DELAY, RETRY_MULTIPLIER),
                    List.of(PAUSE_PROBE_INTERVAL),
                    List.of(POLL_PAGE_SIZE, POLL_DELAY, POLL_RETRIES),
                    List.of(QUEUE_TRANSFER, QUEUE_OUTCOME, QUEUE_SIZE, OUTCOME_BATCH_SIZE, OUTCOME_INTERVAL),
                    List.of(
                            CONSOLE_HOST,
                            CONSOLE_PORT,
                            CONSOLE_USER,
                            CONSOLE_PASSWORD,
                            CONSOLE_PASSWORD_FILE,
                            CONSOLE_ORIGINS,
                            CONSOLE_INSECURE),
                    List.of(SERVE_SYNC, SERVE_REPLAY, SERVE_FOLLOW_INTERVAL),
                    List.of(WORK_DIRECTORY, ROUTES_DIRECTORY, ROUTES_RELOAD, STOP_TIMEOUT, LOG_LEVEL))
            .<Key<?>>flatMap(List::stream)
            .toList();

    private Keys() {}

    /** Every key, in the order of the properties file. */
    public static List<Key<?>> all() {
        return ALL;
    }

    private static ValueType<String> text(String expected) {
        return Types.text(expected, "\\P{Cntrl}+");
    }

    private static ValueType<String> queue() {
        return Types.text("a Camel address, e.g. seda:transfer", "[a-z][a-z0-9-]*:[^\\s?]+");
    }

    /** Nothing may wait for ever, so zero, which often means that, is none. */
    private static ValueType<Duration> duration() {
        return Types.duration("1ms", "24h");
    }

    private static ValueType<Duration> pause() {
        return Types.duration("0ms", "24h");
    }
}
