package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Mastodon;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;

/** What the program says to wrong settings and surroundings: one message that names the place, and nothing is written. */
@ExtendWith(Site.Resolver.class)
class BadInputIT {

    private final Site site;
    private final Migration migration;

    BadInputIT(Site site) {
        this.site = site;
        this.migration = site.migration(site.small());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "database.url, jdbc:postgresql://127.0.0.1:1/mastodon, no PostgreSQL answers there: check host and port in database.url",
        "database.url, jdbc:postgresql://no-such-host.invalid/mastodon, its host has no address: check the host in database.url",
        "database.password, WRONG, check database.user and database.password",
        "source.bucket, no-such-bucket, source.bucket: there is no bucket \"no-such-bucket\"",
        "destination.bucket, no-such-bucket, destination.bucket: there is no bucket \"no-such-bucket\"",
        "source.access-key, WRONG, source.access-key: http://",
        "destination.access-key, WRONG, destination.access-key: http://",
        "source.secret-key, WRONG, source.secret-key: http://",
        "destination.secret-key, WRONG, destination.secret-key: http://",
        "source.endpoint, http://127.0.0.1:1, check source.endpoint",
        "destination.endpoint, http://127.0.0.1:1, check destination.endpoint",
        "destination.endpoint, http://no-such-host.invalid, check destination.endpoint",
        "transfer.concurrency, many, transfer.concurrency must be auto or a whole number from 1 to 1024",
        "routes.directory, /no/such, there is no folder /no/such: routes.directory"
    })
    void a_setting_is_wrong(String key, String value, String message) {
        migration.set(key, value);

        refuses(message);
    }

    @Test
    void a_store_or_a_database_speaks_no_tls() {
        migration.set("source.endpoint", site.source().endpoint().toString().replace("http:", "https:"));
        refuses("it does not speak https: check scheme and port of source.endpoint");

        Migration other = site.migration(site.small());
        other.set("database.url", site.small().jdbcUrl() + "?sslmode=require");
        refuses(other, "it speaks no TLS: take sslmode out of database.url");
    }

    @Test
    void what_collects_the_log_is_told_in_its_format() throws IOException {
        migration.set("destination.bukket", "x");

        Finished run = migration.start("sync", "--log-format", "json").await(Cli.PATIENCE);

        JsonNode line = new ObjectMapper().readTree(run.exits(2).err());
        assertThat(line.get("level").asText()).isEqualTo("ERROR");
        assertThat(line.get("formattedMessage").asText()).contains("unknown key destination.bukket");
        assertThat(line.has("throwable")).isFalse();
    }

    @Test
    void a_key_is_unknown() throws IOException {
        migration.set("destination.bukket", "x");

        Finished run = migration.run("sync");

        int line = 1 + Files.readAllLines(migration.configuration()).indexOf("destination.bukket=x");
        refused(
                run,
                migration,
                migration.configuration() + " line " + line + ": unknown key destination.bukket",
                "did you mean destination.bucket?");
    }

    @Test
    void the_database_does_not_exist() {
        migration.set("database.url", site.postgres().jdbcUrl() + "_old");

        refuses("there is no such database: check the name at the end of database.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source.endpoint", "destination.endpoint", "database.url"})
    void a_server_accepts_and_stays_silent(String key) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            migration
                    .set(
                            key,
                            key.startsWith("database")
                                    ? "jdbc:postgresql://" + address + "/mastodon"
                                    : "http://" + address)
                    .set("transfer.idle-timeout", "1s")
                    .set("database.connect-timeout", "1s");

            refused(migration.start("sync").await(Duration.ofSeconds(25)), migration, address, key);
        }
    }

    @Test
    void a_table_is_absent_that_every_mastodon_has() {
        refuses(changed("DROP TABLE accounts CASCADE"), "the database has no table accounts", "database.url");
    }

    @Test
    void a_column_is_absent_that_decides_on_keys() {
        refuses(changed("ALTER TABLE accounts DROP COLUMN domain CASCADE"), "accounts", "lacks a column", "domain");
    }

    @Test
    void the_role_may_not_read_the_tables() {
        Migration other = changed("CREATE ROLE reads_nothing LOGIN PASSWORD 'canary'")
                .set("database.user", "reads_nothing")
                .set("database.password", "canary");

        refuses(other, "GRANT SELECT ON the tables that", "site_uploads.sql");
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
            transfer.camel.yaml | - route: | - route: [ | transfer.camel.yaml, line
            transfer.camel.yaml | - filter: | - filtre: | Unknown node id: filtre
            transfer.camel.yaml | ref: copies | ref: nobody | No bean could be found in the registry for: nobody
            transfer.camel.yaml | {{transfer.concurrency}} | {{transfer.paralel}} | Property with key [transfer.paralel] not found
            transfer.camel.yaml | id: transfer | id: transfr | lack transfer: restore the files as shipped
            sql/accounts.sql | SELECT page.* | DELETE FROM backups; SELECT page.* | the statement writes, and mediaferry only reads
            sql/accounts.sql | SELECT page.* | SELEKT page.* | PostgreSQL does not understand
            sql/accounts.sql | t.updated_at, t.domain, | t.updated_at, | must select domain, which says where an object is
            sql/media_attachments.sql | AS made_private | AS made_secret | must select made_private, which says where
            """)
    void a_file_of_the_routes_was_edited_into_an_error(String name, String text, String edited, String message)
            throws IOException {
        Path file = migration.ownRoutes().resolve(name);
        String shipped = Files.readString(file);
        assertThat(shipped).contains(text);
        Files.writeString(file, shipped.replace(text, edited));

        refuses(message);
    }

    @ParameterizedTest
    @CsvSource({
        "transfer.camel.yaml, lack transfer",
        "poll.camel.yaml, lack poll-site_uploads",
        "page.camel.yaml, lack read-page",
        "sql/accounts.sql, accounts.sql cannot be read"
    })
    void a_file_of_the_routes_is_absent(String name, String message) throws IOException {
        Files.delete(migration.ownRoutes().resolve(name));

        refuses(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sync acounts | expected a table, one of site_uploads,
            sync acounts | did you mean accounts?
            sync --lmit 3 | Unknown option: '--lmit'
            sync --limit -1 | --limit must be 1 or more, was -1
            sync --limit few | 'few' is not a long
            sync --restart --after 3 accounts | --restart begins anew at the first row; with --after, --offset or --since no
            sync --restart --since 2026-11-26 | --restart begins anew at the first row; with --after, --offset or --since no
            sync --since yesterday | --since must be a day or a time, such as 2026-11-26 or 2026-11-26T18:30Z, was "yesterday"
            sync --offset -2 | --offset must be 0 or more, was -2
            sync --only mine | --only must be local or remote, was "mine"
            sync --concurrency 0 | transfer.concurrency must be auto or a whole number from 1 to 1024, was "0"
            sync --set transfer.concurency=2 | unknown key transfer.concurency, did you mean transfer.concurrency?
            sync --format xml | --format
            replay --reason tired | --reason must be one of denied, transient,
            report --table users | expected a table, one of
            """)
    void a_command_line_is_wrong(String command, String message) {
        Finished run = migration.run(command.split(" "));

        refused(run, migration, message);
        assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(3);
    }

    private Migration changed(String sql) {
        Mastodon server = site.smallToChange();
        server.execute(sql);
        return site.migration(server);
    }

    private void refuses(String... parts) {
        refuses(migration, parts);
    }

    private static void refuses(Migration migration, String... parts) {
        refused(migration.run("sync"), migration, parts);
    }

    private static void refused(Finished run, Migration migration, String... parts) {
        run.exits(2);

        assertThat(run.err()).contains(parts);
        assertThat(run.out()).isEmpty();
        assertClear(run);
        assertThat(migration.copies()).isEmpty();
        assertThat(migration.hasCheckpoints()).isFalse();
    }

    /** One message, and nothing that looks like a crash. */
    private static void assertClear(Finished run) {
        assertThat(run.err().lines())
                .as(run.toString())
                .noneMatch(line -> line.startsWith("\tat ") || line.contains("Caused by"))
                .allMatch(line -> line.startsWith("mediaferry - "));
    }
}
