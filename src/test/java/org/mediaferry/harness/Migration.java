package org.mediaferry.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaferry.demo.Comparison;
import org.mediaferry.demo.Content;
import org.mediaferry.demo.Expected;
import org.mediaferry.ledger.Ledger;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One move of a Mastodon into a bucket of its own, with the commands that an administrator gives. */
public final class Migration {

    private final Site site;
    private final Mastodon server;
    private final Path directory;
    private final String bucket;
    private final Properties settings = new Properties();
    private final Map<String, String> environment = new TreeMap<>();
    private UnaryOperator<List<String>> wrapped = UnaryOperator.identity();
    private boolean alone;
    private @Nullable FaultProxy sourceProxy;
    private @Nullable FaultProxy destinationProxy;

    Migration(Site site, Mastodon server, Path directory, String bucket) {
        this.site = site;
        this.server = server;
        this.directory = directory;
        this.bucket = bucket;
        set("database.url", server.jdbcUrl());
        set("database.user", server.postgres().user());
        set("database.password", server.postgres().password());
        set("source", site.source(), server.bucket());
        set("destination", site.destination(), bucket);
        set("work.directory", work().toString());
        set("transfer.concurrency", "16");
        set("poll.delay", "20ms");
        set("outcome.interval", "50ms");
        set("retry.delay", "10ms");
        set("retry.attempts", "1");
        set("poll.retries", "1");
    }

    private void set(String side, StoreProcess store, String bucket) {
        set(side + ".endpoint", store.endpoint().toString());
        set(side + ".bucket", bucket);
        set(side + ".access-key", store.accessKey());
        set(side + ".secret-key", store.secretKey());
    }

    /** Puts a setting into the configuration file. */
    public Migration set(String key, String value) {
        settings.setProperty(key, value);
        return this;
    }

    /** How many objects are copied at once. */
    public int concurrency() {
        return Integer.parseInt(settings.getProperty("transfer.concurrency"));
    }

    /** The settings as they are now, to be had back later. */
    public Saved save() {
        Properties saved = new Properties();
        saved.putAll(settings);
        return () -> {
            // The addresses of proxies that came meanwhile stay
            saved.setProperty("source.endpoint", settings.getProperty("source.endpoint"));
            saved.setProperty("destination.endpoint", settings.getProperty("destination.endpoint"));
            settings.clear();
            settings.putAll(saved);
        };
    }

    /** Settings that were saved. */
    public interface Saved {
        /** Puts them back. */
        void restore();
    }

    /** Lets the commands to come see this file system. */
    public Migration within(TinyDisk disk) {
        wrapped = disk::inside;
        return alone();
    }

    /** Lets each command to come have a process of its own, as users have it. */
    public Migration alone() {
        alone = true;
        return this;
    }

    /** Leaves a setting out of the configuration file. */
    public Migration unset(String key) {
        settings.remove(key);
        return this;
    }

    /** Sets an environment variable of the commands to come. */
    public Migration variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs a command to its end; {@code --config} is added to it. Where nothing is special, in a process that is there. */
    public Finished run(String... command) {
        return environment.isEmpty() && !alone
                ? WarmCli.run(directory, arguments(command))
                : start(command).await(Cli.PATIENCE);
    }

    /** Starts a command in a process of its own; {@code --config} is added to it. */
    public Running start(String... command) {
        return Cli.start(directory, environment, wrapped, arguments(command));
    }

    private List<String> arguments(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(1, List.of("--config", writeSettings().toString()));
        return arguments;
    }

    /** Starts a command at a terminal; {@code --config} is added to it. */
    public Running startAtTerminal(String... command) {
        return Cli.startAtTerminal(directory, arguments(command));
    }

    private Path writeSettings() {
        try (Writer writer = Files.newBufferedWriter(configuration())) {
            settings.store(writer, null);
            return configuration();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A proxy between the program and the source, in use from now on. */
    public synchronized FaultProxy beforeSource() {
        if (sourceProxy == null) {
            sourceProxy = site.proxyBefore(site.source());
            set("source.endpoint", sourceProxy.endpoint().toString());
        }
        return sourceProxy;
    }

    /** A proxy between the program and the destination, in use from now on. */
    public synchronized FaultProxy beforeDestination() {
        if (destinationProxy == null) {
            destinationProxy = site.proxyBefore(site.destination());
            set("destination.endpoint", destinationProxy.endpoint().toString());
        }
        return destinationProxy;
    }

    /** The file with the settings. */
    public Path configuration() {
        return directory.resolve("mediaferry.properties");
    }

    /** The work directory; the first run creates it. */
    public Path work() {
        return directory.resolve("work");
    }

    /** A copy of the shipped routes, from now on the ones that are used. */
    public Path ownRoutes() {
        Path shipped = Cli.home().resolve("routes");
        Path own = directory.resolve("routes");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, own.resolve(shipped.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set("routes.directory", own.toString());
        return own;
    }

    /** A folder for what a test needs besides. */
    public Path directory() {
        return directory;
    }

    /** What is moved. */
    public Mastodon server() {
        return server;
    }

    /** The bucket at the destination. */
    public String bucket() {
        return bucket;
    }

    /** A client of the destination that no proxy disturbs. */
    public S3Client destination() {
        return site.destination().client();
    }

    /** What the command {@code status} says. */
    public JsonNode status() {
        return run("status", "--format", "json").exits(0).json();
    }

    /** The checkpoints by job; those not begun are left out. */
    public Map<String, Long> checkpoints() {
        Map<String, Long> checkpoints = new TreeMap<>();
        for (JsonNode job : status().get("jobs")) {
            if (!job.get("checkpoint").isNull()) {
                checkpoints.put(job.get("job").asText(), job.get("checkpoint").asLong());
            }
        }
        return checkpoints;
    }

    /** Whether the ledger knows of a job that was begun; asks the ledger itself, as the settings may be wrong. */
    public boolean hasCheckpoints() {
        Optional<Ledger> found = Ledger.openReadOnly(work());
        if (found.isEmpty()) {
            return false;
        }
        try (Ledger ledger = found.get()) {
            return !ledger.jobs().isEmpty();
        }
    }

    /** Compares all that is at the destination with all that should be. */
    public Comparison.Result compare() {
        return compare(server.expected().stream());
    }

    /** Compares all that is at the destination with the copies of these. */
    public Comparison.Result compare(Stream<Expected> expected) {
        return Comparison.compare(expected.toList(), destination(), bucket);
    }

    /**
     * Compares by the destination's listing alone, for many objects: keys, lengths and MD5s.
     *
     * @return a sentence for each difference
     */
    public List<String> compareListing() {
        Map<String, S3Object> there = listing();
        List<String> differences = new ArrayList<>();
        for (Expected expected : server.expected()) {
            S3Object copy = there.remove(expected.key());
            Content content = expected.content();
            if ((copy == null) != (content == null)) {
                differences.add(expected.key() + (copy == null ? " is not there" : " is there"));
            } else if (copy != null && content != null && !isCopy(copy, content)) {
                differences.add(expected.key() + " is other bytes");
            }
        }
        there.keySet().forEach(key -> differences.add(key + " is there, and no row claims it"));
        return differences;
    }

    private static boolean isCopy(S3Object copy, Content content) {
        return copy.size() == content.length() && copy.eTag().replace("\"", "").equals(content.md5());
    }

    /** The keys of the objects that the ledger lists as missing at the source. */
    public Set<String> missing() {
        return run("report", "--missing", "--format", "jsonl").exits(0).jsonLines().stream()
                .map(line -> line.get("key").asText())
                .collect(Collectors.toSet());
    }

    private Map<String, S3Object> listing() {
        return destination()
                .listObjectsV2Paginator(list -> list.bucket(bucket).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .collect(Collectors.toMap(S3Object::key, object -> object));
    }

    /** What the destination says of each copy: when it was put, and what its bytes hash to. */
    public Map<String, String> copies() {
        Map<String, String> copies = new TreeMap<>();
        listing().forEach((key, object) -> copies.put(key, object.lastModified() + " " + object.eTag()));
        return copies;
    }
}
