package org.mediaferry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.mastodon.KeyPrefix;
import org.mediaferry.catalog.mastodon.MastodonCatalog;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.catalog.mastodon.Permission;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.Settings;
import org.mediaferry.config.Store;
import org.mediaferry.config.Transfer;
import org.mediaferry.database.MediaDatabase;
import org.mediaferry.database.Statements;
import org.mediaferry.ledger.DeadLetterFilter;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.ledger.Only;
import org.mediaferry.ledger.PauseNote;
import org.mediaferry.ledger.Progress;
import org.mediaferry.ledger.Recorder;
import org.mediaferry.ledger.WorkDirectory;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.OutcomeGroup;
import org.mediaferry.pace.Pauses;
import org.mediaferry.pace.Turns;
import org.mediaferry.presence.Presence;
import org.mediaferry.sync.Engine;
import org.mediaferry.sync.PageReader;
import org.mediaferry.sync.Replay;
import org.mediaferry.sync.ReplayRun;
import org.mediaferry.sync.Run;
import org.mediaferry.sync.RunParts;
import org.mediaferry.sync.Scan;
import org.mediaferry.sync.Selection;
import org.mediaferry.sync.SyncRun;
import org.mediaferry.transfer.AlreadyCopied;
import org.mediaferry.transfer.Copies;
import org.mediaferry.transfer.CopyRules;
import org.mediaferry.transfer.Failures;
import org.mediaferry.transfer.Outcomes;
import org.mediaferry.transfer.S3Stores;
import org.mediaferry.transfer.StoreCopies;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes what lives as long as a command, names the beans of the routes, and closes it all in the right order. */
public final class Wiring implements AutoCloseable {

    private static final String ALL_ROUTES = "*";
    private static final String READING_ROUTES = "page,defaults";
    private static final List<String> TO_READ = List.of("read-page-again", "read-page", "read-rows");
    private static final List<String> TO_COPY = List.of(
            "poll-page",
            "offer-object",
            "replay",
            "transfer",
            "requeue",
            "copy-once",
            "copy-bytes",
            "missing",
            "read-row",
            "dead-letter",
            "tell-outcome",
            "outcome",
            "checkpoint");

    private final Settings settings;
    private final boolean managed;
    private final BiFunction<Store, Transfer, S3Client> clients;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable Ledger ledger;

    /** @param settings checked ones */
    public Wiring(Settings settings) {
        this(settings, false);
    }

    /** @param managed whether the routes can be seen and steered by JMX, which costs some time for each message */
    public Wiring(Settings settings, boolean managed) {
        this(settings, managed, S3Stores::client);
    }

    /** @param clients how a client of a store is made: a test of the routes may stand between them and a store */
    Wiring(Settings settings, boolean managed, BiFunction<Store, Transfer, S3Client> clients) {
        this.settings = settings;
        this.managed = managed;
        this.clients = clients;
    }

    /** Opens the database, and nothing else, to read pages of objects from it. */
    public PageReader pageReader() {
        settings.requireDatabase();
        MediaDatabase database = keep(MediaDatabase.open(settings.database()));
        Engine engine = engine(READING_ROUTES, TO_READ, false, readingBeans(database));
        return pageReader(engine, database);
    }

    /** Opens the destination, to ask it which objects it has. */
    public AlreadyCopied alreadyCopied() {
        S3Client client = patientClient("destination", settings.destination());
        return new AlreadyCopied(
                Presence.exact(client, settings.destination().bucket(), commonRoot()),
                copyRules(),
                settings.onConflict());
    }

    /** Opens a store to look at; waits while it is in trouble, and says so in the log. */
    S3Client patientClient(String side, Store store) {
        return link(side, store, new Pauses(interval(), pauses -> {}), () -> false, true)
                .patientClient();
    }

    /** Opens everything that a sync needs. */
    public SyncRun syncRun(Selection selection) {
        return syncRun(selection, false);
    }

    /**
     * Opens everything that a sync needs.
     *
     * @param anew whether a ledger of copies somewhere else may be begun anew
     * @throws ConfigurationException when the ledger is of copies somewhere else
     */
    public SyncRun syncRun(Selection selection, boolean anew) {
        Copying copying = copying(selection, DeadLetterFilter.all(), false, anew);
        return new SyncRun(
                copying.parts(), pageReader(copying.parts().engine(), copying.database()), copying.scan(), selection);
    }

    /** Opens everything that a replay needs. */
    public ReplayRun replayRun(DeadLetterFilter filter) {
        Copying copying = copying(
                new Selection(Only.ALL, OptionalLong.of(0), 0, OptionalLong.empty(), Optional.empty()),
                filter,
                true,
                false);
        return new ReplayRun(copying.parts(), copying.replay());
    }

    /**
     * Starts the routes; nothing is queued yet.
     *
     * @param again whether all that is to be copied failed before
     * @param anew whether a ledger of copies somewhere else may be begun anew
     */
    Copying copying(Selection selection, DeadLetterFilter filter, boolean again, boolean anew) {
        settings.requireDatabase();
        settings.requireStores();
        keep(WorkDirectory.open(settings.workDirectory()));
        PauseNote note = keep(PauseNote.of(settings.workDirectory()));
        ledger = keep(Ledger.open(settings.workDirectory()));
        Run run = new Run();
        Scan scan = new Scan(selection);
        Replay replay = new Replay(ledger, filter);
        Progress progress = new Progress(selection.only(), selection.followsCheckpoint());
        Recorder recorder = new Recorder(ledger, progress);
        MediaDatabase database = keep(MediaDatabase.open(settings.database()));
        Map<String, Object> beans = readingBeans(database);
        Turns turns = addCopyingBeans(beans, note, recorder, run, again);
        // Not before the stores were looked at: a ledger is not to remember a name that was mistyped
        Aim.take(ledger, settings, anew);
        CopiesAtOnce atOnce = CopiesAtOnce.of(settings.transfer().concurrency(), turns::heldBack, run::isStopping);
        beans.put("copiesAtOnce", atOnce);
        beans.put("progress", progress);
        beans.put("recorder", recorder);
        beans.put("replay", replay);
        beans.put("run", run);
        beans.put("scan", scan);
        Engine engine = engine(ALL_ROUTES, toCopy(), settings.routesReload(), beans);
        RunParts parts = new RunParts(
                engine,
                ledger,
                recorder,
                progress,
                run,
                turns,
                atOnce,
                settings.outcomeBatch().interval());
        return new Copying(parts, database, scan, replay);
    }

    /** The routes that copy, and what they read and report to. */
    record Copying(RunParts parts, MediaDatabase database, Scan scan, Replay replay) {}

    private PageReader pageReader(Engine engine, MediaDatabase database) {
        return new PageReader(
                engine, database, settings.routesDirectory(), settings.poll().pageSize());
    }

    /** The ledger of the run that was opened. */
    public Ledger ledger() {
        return Objects.requireNonNull(ledger, "open a run first");
    }

    private Map<String, Object> readingBeans(MediaDatabase database) {
        Map<String, Object> beans = new HashMap<>(dataFormats());
        beans.put("database", database.dataSource());
        beans.put("statements", new Statements(settings.routesDirectory()));
        beans.put("catalog", catalog());
        return beans;
    }

    private MastodonCatalog catalog() {
        return new MastodonCatalog(
                settings.sourceKeyPrefix(),
                new Permission(settings.mastodonPermission().orElse(null)));
    }

    private Turns addCopyingBeans(
            Map<String, Object> beans, PauseNote note, Recorder recorder, Run run, boolean again) {
        Pauses pauses = new Pauses(interval(), note::write);
        StoreLink source = link("source", settings.source(), pauses, run::isStopping, again);
        StoreLink destination = link("destination", settings.destination(), pauses, run::isStopping, again);
        Turns turns = new Turns(source.pace(), destination.pace(), pauses);
        Presence presence = Presence.forCopying(
                destination.patientClient(), settings.destination().bucket(), commonRoot());
        AlreadyCopied alreadyCopied = new AlreadyCopied(presence, copyRules(), settings.onConflict());
        Copies copies = new Copies(copyRules(), settings.transfer(), destination.client(), destination.pace()::arrived);
        beans.putAll(RouteExpressions.of(copies, alreadyCopied, turns, recorder, run));
        beans.putAll(RouteExpressions.of(storeCopies(source.client(), destination.client())));
        beans.put("alreadyCopied", alreadyCopied);
        beans.put("callersThread", new SynchronousExecutorService());
        beans.put("copies", copies);
        beans.put(
                "destinationS3",
                S3Stores.forRoutes(
                        destination.client(),
                        settings.transfer(),
                        settings.putHeaders().encryption()));
        beans.put("failures", new Failures());
        beans.put("listOfBodies", new GroupedBodyAggregationStrategy());
        beans.put("outcomes", new Outcomes(catalog()));
        beans.put("sourceS3", S3Stores.forRoutes(source.client(), settings.transfer(), Encryption.NONE));
        return turns;
    }

    private Optional<StoreCopies> storeCopies(S3Client source, S3Client destination) {
        return settings.copiesWithinOneStore()
                ? Optional.of(new StoreCopies(
                        copyRules(),
                        settings.putHeaders().storageClass(),
                        settings.transfer(),
                        settings.source().bucket(),
                        source,
                        destination))
                : Optional.empty();
    }

    private StoreLink link(String side, Store store, Pauses pauses, BooleanSupplier stopping, boolean again) {
        S3Client client = keep(clients.apply(store, settings.transfer()));
        return StoreLink.open(side, store, client, interval(), pauses, stopping, again);
    }

    private Duration interval() {
        return settings.probeInterval();
    }

    /** What every key at the destination begins with. */
    private String commonRoot() {
        return new KeyPrefix(settings.destination().keyPrefix()).prepend("");
    }

    /** What the configuration says of every copy. */
    CopyRules copyRules() {
        return new CopyRules(
                settings.destination().bucket(),
                new KeyPrefix(settings.sourceKeyPrefix()),
                new KeyPrefix(settings.destination().keyPrefix()),
                settings.putHeaders().acl(),
                settings.privacy(),
                settings.putHeaders().encryption(),
                settings.putHeaders().cacheControl());
    }

    private static Map<String, Object> dataFormats() {
        ObjectMapper mapper = new ObjectMapper();
        return Map.of(
                "objectJson", new JacksonDataFormat(mapper, MediaObject.class),
                // No shipped route uses it; an edited one can post an outcome somewhere
                "outcomeJson", new JacksonDataFormat(mapper, Outcome.class),
                "outcomesJson", new JacksonDataFormat(mapper, OutcomeGroup.class));
    }

    private static List<String> toCopy() {
        Stream<String> polling = Arrays.stream(MastodonTable.values()).map(table -> "poll-" + table.tableName());
        return Stream.of(TO_READ.stream(), polling, TO_COPY.stream())
                .flatMap(ids -> ids)
                .toList();
    }

    private Engine engine(String routeFiles, List<String> needed, boolean reload, Map<String, Object> beans) {
        Map<String, String> properties = new LinkedHashMap<>(settings.routeProperties());
        String size = Integer.toString(settings.queues().size());
        // The queues themselves may be of another kind one day, so what is special to seda stands with the component
        properties.put("camel.component.seda.queueSize", size);
        properties.put("camel.component.seda.defaultBlockWhenFull", "true");
        properties.put("camel.component.seda.defaultPollTimeout", "100");
        return keep(Engine.start(
                new Engine.Plan(
                        "mediaferry",
                        managed,
                        settings.routesDirectory(),
                        routeFiles,
                        needed,
                        reload,
                        settings.stopTimeout()),
                properties,
                beans));
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    /** Closes what was opened last first; each is closed even if another fails. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                RuntimeException wrapped =
                        e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
                if (failure == null) {
                    failure = wrapped;
                } else {
                    failure.addSuppressed(wrapped);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
