package org.mediaferry.migration;

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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mediaferry.demo.Comparison;
import org.mediaferry.demo.Expected;
import org.mediaferry.demo.LocalS3;
import org.mediaferry.ledger.Ledger;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One move of a Mastodon into a bucket of its own, with the commands that an administrator gives. */
final class Migration {

    private final Site site;
    private final Mastodon server;
    private final Path directory;
    private final String bucket;
    private final Properties settings = new Properties();
    private final Map<String, String> environment = new TreeMap<>();

    Migration(Site site, Mastodon server, Path directory, String bucket) {
        this.site = site;
        this.server = server;
        this.directory = directory;
        this.bucket = bucket;
        set("database.url", server.jdbcUrl());
        set("database.user", site.postgres().user());
        set("database.password", site.postgres().password());
        set("source", site.source(), server.bucket());
        set("destination", site.destination(), bucket);
        set("work.directory", work().toString());
        set("poll.delay", "20ms");
        set("outcome.interval", "50ms");
        set("retry.delay", "10ms");
        set("retry.attempts", "1");
        set("poll.retries", "1");
    }

    private void set(String side, LocalS3 store, String bucket) {
        set(side + ".endpoint", store.endpoint().toString());
        set(side + ".bucket", bucket);
        set(side + ".access-key", store.accessKey());
        set(side + ".secret-key", store.secretKey());
    }

    /** Puts a setting into the configuration file. */
    Migration set(String key, String value) {
        settings.setProperty(key, value);
        return this;
    }

    /** Leaves a setting out of the configuration file. */
    Migration unset(String key) {
        settings.remove(key);
        return this;
    }

    /** Sets an environment variable of the commands to come. */
    Migration variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs a command to its end; {@code --config} is added to it. */
    Finished run(String... command) {
        return start(command).await(Cli.PATIENCE);
    }

    /** Starts a command; {@code --config} is added to it. */
    Running start(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(1, List.of("--config", writeSettings().toString()));
        return Cli.start(directory, environment, arguments);
    }

    private Path writeSettings() {
        try (Writer writer = Files.newBufferedWriter(configuration())) {
            settings.store(writer, null);
            return configuration();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path configuration() {
        return directory.resolve("mediaferry.properties");
    }

    /** The work directory; the first run creates it. */
    Path work() {
        return directory.resolve("work");
    }

    /** A copy of the shipped routes, from now on the ones that are used. */
    Path ownRoutes() {
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
    Path directory() {
        return directory;
    }

    Mastodon server() {
        return server;
    }

    String bucket() {
        return bucket;
    }

    S3Client destination() {
        return site.destination().client();
    }

    /** What the command {@code status} says. */
    JsonNode status() {
        return run("status", "--format", "json").exits(0).json();
    }

    /** The checkpoints by job; those not begun are left out. */
    Map<String, Long> checkpoints() {
        Map<String, Long> checkpoints = new TreeMap<>();
        for (JsonNode job : status().get("jobs")) {
            if (!job.get("checkpoint").isNull()) {
                checkpoints.put(job.get("job").asText(), job.get("checkpoint").asLong());
            }
        }
        return checkpoints;
    }

    /** Whether the ledger knows of a job that was begun; asks the ledger itself, as the settings may be wrong. */
    boolean hasCheckpoints() {
        Optional<Ledger> found = Ledger.openReadOnly(work());
        if (found.isEmpty()) {
            return false;
        }
        try (Ledger ledger = found.get()) {
            return !ledger.jobs().isEmpty();
        }
    }

    /** Compares all that is at the destination with all that should be. */
    Comparison.Result compare() {
        return compare(server.expected().stream());
    }

    /** Compares all that is at the destination with the copies of these. */
    Comparison.Result compare(Stream<Expected> expected) {
        return Comparison.compare(expected.toList(), destination(), bucket);
    }

    /** What the destination says of each copy: when it was put, and what its bytes hash to. */
    Map<String, String> copies() {
        return destination()
                .listObjectsV2Paginator(list -> list.bucket(bucket).encodingType(EncodingType.URL))
                .contents()
                .stream()
                .collect(Collectors.toMap(S3Object::key, o -> o.lastModified() + " " + o.eTag()));
    }
}
