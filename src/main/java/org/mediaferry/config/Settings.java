package org.mediaferry.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaferry.provider.ProviderName;
import org.slf4j.event.Level;

/** All settings of one run: complete, of the right kinds and free of contradictions. Immutable. */
public final class Settings {
    private static final Path DEFAULT_FILE = Path.of("config", "application.properties");

    private final Values values;
    private final String fileName;
    private final Map<String, String> routeProperties;
    private final List<String> warnings;
    private final @Nullable Database database;
    private final @Nullable Store source;
    private final @Nullable Store destination;

    private Settings(Values values, Map<String, Given> texts, String fileName, List<String> warnings) {
        this.values = values;
        this.fileName = fileName;
        this.warnings = List.copyOf(warnings);
        this.routeProperties = RouteProperties.of(values, texts);
        this.database = Database.of(values);
        this.source = Store.of(Keys.SOURCE, values);
        this.destination = Store.of(Keys.DESTINATION, values);
    }

    /** As {@link #load(Path, List, Path, Map, List)}, without files of other programs. */
    public static Settings load(
            Path home, @Nullable Path file, Map<String, String> environment, List<String> overrides) {
        return load(home, List.of(), file, environment, overrides);
    }

    /**
     * Reads the settings; later places win: defaults, files of other programs, the file, environment variables,
     * overrides.
     *
     * @param home mediaferry's folder, which relative paths of settings are relative to
     * @param foreign what files of other programs hold, a later one winning
     * @param file a properties file that must exist; null = {@code config/application.properties} in the home, if any
     * @param environment the variables; those of no key are left alone
     * @param overrides each {@code key=value}, as {@code --set} takes them
     * @throws ConfigurationException with everything that is wrong; what is merely missing is asked for by
     *     {@link #requireDatabase} and {@link #requireStores}
     */
    public static Settings load(
            Path home,
            List<ForeignSettings> foreign,
            @Nullable Path file,
            Map<String, String> environment,
            List<String> overrides) {
        Path root = home.toAbsolutePath().normalize();
        Path actual = file == null ? root.resolve(DEFAULT_FILE) : file;
        String fileName = (actual.startsWith(root) ? root.relativize(actual) : actual).toString();
        var problems = new Problems();
        var sources = new Sources(problems);
        sources.addFile(actual, fileName, file != null);
        sources.addEnvironment(environment);
        sources.addOverrides(overrides);
        return of(new ForeignValues(foreign).under(sources.texts()), root, fileName, problems);
    }

    /**
     * Understands what was written.
     *
     * @param fileName where messages advise to set what is missing
     * @param problems what is wrong already
     * @throws ConfigurationException with everything that is wrong
     */
    static Settings of(Map<String, Given> texts, Path root, String fileName, Problems problems) {
        var values = Values.of(texts, root, problems);
        var warnings = new ArrayList<String>();
        new Presets(values, problems, warnings).apply();
        new Consistency(values, problems).apply();
        problems.throwIfAny();
        return new Settings(values, texts, fileName, warnings);
    }

    /** @throws ConfigurationException that says how to set {@code database.url}, when it is missing */
    public void requireDatabase() {
        require(List.of(Keys.DATABASE_URL));
    }

    /** @throws ConfigurationException that says how to set the buckets, when one is missing */
    public void requireStores() {
        require(List.of(Keys.SOURCE.bucket(), Keys.DESTINATION.bucket()));
    }

    /** @throws ConfigurationException as {@link #requireDatabase} */
    public Database database() {
        return orMissing(database, Keys.DATABASE_URL);
    }

    /** @throws ConfigurationException when {@code source.bucket} is missing */
    public Store source() {
        return orMissing(source, Keys.SOURCE.bucket());
    }

    /** @throws ConfigurationException when {@code destination.bucket} is missing */
    public Store destination() {
        return orMissing(destination, Keys.DESTINATION.bucket());
    }

    /** Whether a destination is configured, so that it can be asked what it has. */
    public boolean hasDestination() {
        return destination != null;
    }

    /**
     * The key prefix of the source: {@link Store#keyPrefix}, known without a bucket, so that the database alone is
     * enough to name the objects; empty = none.
     */
    public String sourceKeyPrefix() {
        String prefix = values.get(Keys.SOURCE.keyPrefix());
        return prefix == null ? "" : prefix;
    }

    /** Whose the source is. */
    public ProviderName sourceProvider() {
        return values.required(Keys.SOURCE.provider());
    }

    /** Whose the destination is. */
    public ProviderName destinationProvider() {
        return values.required(Keys.DESTINATION.provider());
    }

    /** Requests that the source is sent a second, at most; 0 = as many as it takes. */
    public int sourceMaxRate() {
        return values.required(Keys.SOURCE.maxRate());
    }

    /** Requests that the destination is sent a second, at most; 0 = as many as it takes. */
    public int destinationMaxRate() {
        return values.required(Keys.DESTINATION.maxRate());
    }

    /** What looks wrong and may be right, a line each; never a secret. */
    public List<String> warnings() {
        return warnings;
    }

    /** What becomes of objects that must be private. */
    public Privacy privacy() {
        return Privacy.of(values);
    }

    /** What every put to the destination says. */
    public PutHeaders putHeaders() {
        return PutHeaders.of(values);
    }

    /** The canned ACL that copies of public media get; empty when none is sent. */
    public String publicAcl() {
        DestinationAcl acl = putHeaders().acl();
        return switch (acl) {
            case AUTO -> mastodonPermission().orElse("");
            case PUBLIC_READ, PRIVATE -> acl.label();
            case NONE -> "";
        };
    }

    /** What becomes of an object that is already there with another size. */
    public OnConflict onConflict() {
        return values.required(Keys.DESTINATION_ON_CONFLICT);
    }

    /** Mastodon's S3_PERMISSION: the canned ACL of public media; empty = send no ACL for any. */
    public Optional<String> mastodonPermission() {
        return Optional.of(values.required(Keys.MASTODON_PERMISSION)).filter(permission -> !permission.isEmpty());
    }

    /** How objects are copied. */
    public Transfer transfer() {
        return Transfer.of(values);
    }

    /** Whether source and destination are one store, which may copy by itself. */
    public boolean copiesWithinOneStore() {
        return values.required(Keys.TRANSFER_SERVER_SIDE_COPY) == ServerSideCopy.AUTO
                && source != null
                && destination != null
                && source().isOneStoreWith(destination());
    }

    /** What happens before an object becomes a dead letter. */
    public Retry retry() {
        return Retry.of(values);
    }

    /** How often a store in trouble is asked whether the run can go on. */
    public Duration probeInterval() {
        return values.required(Keys.PAUSE_PROBE_INTERVAL);
    }

    /** How tables are read. */
    public Poll poll() {
        return Poll.of(values);
    }

    /** The queues between the routes. */
    public Queues queues() {
        return Queues.of(values);
    }

    /** When the ledger commits. */
    public OutcomeBatch outcomeBatch() {
        return OutcomeBatch.of(values);
    }

    /** Where and to whom the console answers. */
    public Console console() {
        return Console.of(values);
    }

    /** What {@code serve} does by itself. */
    public Serve serve() {
        return Serve.of(values);
    }

    /** The ledger's folder, absolute; it may not exist yet. */
    public Path workDirectory() {
        return values.required(Keys.WORK_DIRECTORY);
    }

    /** The folder of the YAML routes, absolute. */
    public Path routesDirectory() {
        return values.required(Keys.ROUTES_DIRECTORY);
    }

    /** Whether a saved route takes effect while running. */
    public boolean routesReload() {
        return values.required(Keys.ROUTES_RELOAD);
    }

    /** How long objects in flight may take to finish at a stop. */
    public Duration stopTimeout() {
        return values.required(Keys.STOP_TIMEOUT);
    }

    /** How much is logged. */
    public Level logLevel() {
        return values.required(Keys.LOG_LEVEL);
    }

    /**
     * What YAML routes may name as {@code {{placeholders}}}: every key that is set and no secret, and the administrator's
     * {@code custom.} keys. Durations are milliseconds, paths absolute, {@code auto} and the destination's key prefix
     * resolved; a key that is unset is left out, so that <code>{{?key}}</code> drops the option.
     */
    public Map<String, String> routeProperties() {
        return routeProperties;
    }

    /**
     * Where a key's value came from, for messages: {@code config/application.properties line 12}, {@code environment
     * variable SOURCE_BUCKET}, {@code --set source.bucket} or {@code default}.
     *
     * @param name one of the names in {@link Keys}
     */
    public String origin(String name) {
        return Keys.all().stream()
                .filter(key -> key.name().equals(name))
                .map(values::origin)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no setting is named " + name));
    }

    /** How many settings somebody made, and where, for a message: files, {@code environment variable}, {@code --set}. */
    public String summary() {
        List<String> places = Keys.all().stream()
                .filter(values::isGiven)
                .map(values::origin)
                .map(origin -> origin.replaceFirst(" line \\d.*|(?<=^--set) .*|(?<=^environment variable) .*", ""))
                .toList();
        if (places.isEmpty()) {
            return "no settings were made: mediaferry init writes them";
        }
        return places.size() + " settings, from "
                + places.stream().distinct().sorted().collect(Collectors.joining(", "));
    }

    /**
     * A key's value for people: secrets are {@code ***}, and of the database's address the parameters are left out.
     *
     * @param name one of the names in {@link Keys}
     */
    public String shown(String name) {
        boolean address = database != null && name.equals(Keys.DATABASE_URL.name());
        String text =
                address ? database.jdbcUrl().replaceFirst("\\?.*", "") : routeProperties.getOrDefault(name, "***");
        return text.isEmpty() ? "(empty)" : text;
    }

    /** The values that routes may see: no secret among them. */
    @Override
    public String toString() {
        return "Settings" + routeProperties;
    }

    private <T> T orMissing(@Nullable T value, Key<?> key) {
        require(List.of(key));
        return Objects.requireNonNull(value, key.name());
    }

    private void require(List<Key<?>> keys) {
        List<String> missing = new ArrayList<>();
        for (Key<?> key : keys) {
            if (values.get(key) == null) {
                missing.add("%s is not set: set it in %s or by environment variable %s"
                        .formatted(key.name(), fileName, key.environmentVariable()));
            }
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException(missing);
        }
    }
}
