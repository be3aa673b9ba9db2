package org.mediaferry.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.mediaferry.demo.SampleAccounts.Account;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * A small Mastodon server with a past: rows in all eight tables that own objects, and its bucket. The same number of
 * rows always gives the same rows and objects.
 *
 * <p>It has what migrations stumble over: local and cached files, both storage schema versions, rows without a file,
 * suspended accounts, posts removed by moderators, names of every kind, objects that are missing, and objects that no
 * row claims. Some objects have a wrong ACL or an own storage class at the source. Every kind is there from 300 rows on.
 */
public final class SampleServer {
    /** The fewest rows that a sample may have. */
    public static final int MIN_ROWS = 100;
    /** The most rows that a sample may have. */
    public static final int MAX_ROWS = 1_000_000;

    private static final String SCHEMA = "/demo/mastodon-schema.sql";

    private final Map<String, Integer> rows = new TreeMap<>();
    private final List<Expected> expected;
    private final List<String> orphans;

    private SampleServer(Sample sample) {
        sample.rows().forEach((table, list) -> rows.put(table, list.size()));
        rows.remove("statuses");
        this.expected = List.copyOf(sample.expected());
        this.orphans = List.copyOf(sample.orphans());
    }

    /**
     * Creates the tables, fills them, and puts the objects.
     *
     * @param database an empty database whose user may create tables
     * @param source a client that may put into the bucket
     * @param bucket the source's bucket, which must exist
     * @param keyPrefix the server's {@code S3_KEY_PREFIX}; empty for none
     * @param rows how many rows the eight tables have together, 100 to 1,000,000
     */
    public static SampleServer create(DataSource database, S3Client source, String bucket, String keyPrefix, int rows) {
        if (rows < MIN_ROWS || rows > MAX_ROWS) {
            throw new IllegalArgumentException(
                    "rows of the sample must be " + MIN_ROWS + " to " + MAX_ROWS + ", was " + rows);
        }
        Sample sample = generate(keyPrefix, rows);
        write(database, sample);
        Parallel.forEach(sample.sourceObjects(), object -> put(source, bucket, object));
        return new SampleServer(sample);
    }

    /** The objects that the rows claim, in the order in which the sample was made. */
    public List<Expected> expected() {
        return expected;
    }

    /** Keys in the source that no row claims. */
    public List<String> orphans() {
        return orphans;
    }

    /** The number of rows of each of the eight tables, those without a file included. */
    public Map<String, Integer> rows() {
        return Map.copyOf(rows);
    }

    private static Sample generate(String keyPrefix, int rows) {
        Sample sample = new Sample(keyPrefix);
        int few = rows / 100;
        int providers = rows / 50;
        int emojis = rows / 8;
        int cards = rows / 7;
        int accounts = rows / 5;
        int siteUploads = 5;
        SampleSite site = new SampleSite(sample);
        site.fillSiteUploads();
        site.fillBackups(few);
        site.fillImports(few);
        new SampleEmojis(sample, emojis).fill();
        List<Account> owners = new SampleAccounts(sample, accounts).fill();
        int media = rows - siteUploads - 2 * few - providers - emojis - cards - accounts;
        new SampleMedia(sample, media, owners).fill();
        SampleCards sampleCards = new SampleCards(sample);
        sampleCards.fillCards(cards);
        sampleCards.fillProviders(providers);
        sample.orphan("media_attachments/files/000/000/000/original/of-no-row.jpg");
        sample.orphan("lost+found/notes about nothing.jpg");
        return sample;
    }

    private static void write(DataSource database, Sample sample) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(schema());
            }
            new RowWriter(connection).write(sample.rows());
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the sample needs an empty database that it may write to", e);
        }
    }

    private static String schema() {
        try (InputStream schema = SampleServer.class.getResourceAsStream(SCHEMA)) {
            if (schema == null) {
                throw new IllegalStateException("the distribution is incomplete: it lacks " + SCHEMA);
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SCHEMA, e);
        }
    }

    private static void put(S3Client source, String bucket, SourceObject object) {
        Headers headers = object.headers();
        source.putObject(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key(object.key())
                        .contentType(headers.contentType())
                        .contentEncoding(headers.contentEncoding())
                        .contentDisposition(headers.contentDisposition())
                        .contentLanguage(headers.contentLanguage())
                        .cacheControl(headers.cacheControl())
                        .metadata(headers.metadata())
                        .acl(object.acl())
                        .storageClass(object.storageClass())
                        .build(),
                RequestBody.fromBytes(object.bytes()));
    }
}
