package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;
import org.mediaferry.harness.StoreProcess;

/** Settings that come from files of other programs, as an administrator hands them over. */
@ExtendWith(Site.Resolver.class)
class ForeignFilesIT {

    private static final String CANARY = "Canary7QZ";

    private final Site site;
    private final Migration migration;

    ForeignFilesIT(Site site) {
        this.site = site;
        this.migration = site.migration(site.small());
    }

    @Test
    void an_environment_file_of_mastodon_is_enough_for_database_and_source() throws IOException {
        String expected = migration.run("plan", "--format", "jsonl").exits(0).out();
        Path file = environmentFile("");
        forgetDatabaseAndSource();

        Finished plan = migration
                .run("plan", "--format", "jsonl", "--env-file", file.toString())
                .exits(0);
        migration
                .run("sync", "--limit", "5", "--env-file", file.toString(), "accounts")
                .exits(0);

        assertThat(plan.out()).isEqualTo(expected);
        assertThat(plan.err())
                .contains("source.bucket = " + migration.server().bucket() + " - from " + file + " line 7 S3_BUCKET")
                .contains("database.url = " + migration.server().jdbcUrl() + " - from " + file + " line 1 DB_HOST")
                .contains("source.secret-key = *** - from " + file + " line 9 AWS_SECRET_ACCESS_KEY")
                .doesNotContain(site.source().secretKey());
        assertThat(migration.copies()).isNotEmpty();
    }

    @Test
    void the_address_of_a_database_may_have_what_only_rails_understands() throws IOException {
        String login = migration.server().postgres().user() + ":"
                + migration.server().postgres().password();
        Path file = environmentFile("DATABASE_URL="
                + migration.server().jdbcUrl().replace("jdbc:postgresql://", "postgres://" + login + "@")
                + "?pool=5&encoding=unicode&prepared_statements=false&sslmode=prefer\n");
        forgetDatabaseAndSource();

        Finished plan = migration
                .run("plan", "--offline", "--env-file", file.toString())
                .exits(0);

        assertThat(plan.err())
                .contains("database.url = " + migration.server().jdbcUrl() + " - from " + file + " line 11");
    }

    @Test
    void an_empty_permission_in_it_makes_nothing_private() throws IOException {
        Path file = environmentFile("S3_PERMISSION=''\nS3_KEY_PREFIX=live\n");
        forgetDatabaseAndSource();

        Finished plan = migration
                .run("plan", "accounts", "--format", "jsonl", "--env-file", file.toString())
                .exits(0);

        assertThat(plan.jsonLines()).isNotEmpty().allSatisfy(object -> {
            assertThat(object.get("acl").isNull()).isTrue();
            assertThat(object.get("key").asText()).startsWith("live/");
        });
    }

    @Test
    void what_the_properties_file_says_wins() throws IOException {
        Path file = environmentFile("S3_BUCKET=no-such-bucket\n");

        Finished plan = migration.run("plan", "--env-file", file.toString()).exits(0);

        assertThat(plan.err())
                .contains("source.bucket - not from " + file
                        + " line 11 S3_BUCKET: another place sets it, or what belongs to it");
    }

    @Test
    void a_configuration_of_the_sync_tool_is_enough_for_everything() throws IOException {
        Path file = Files.writeString(
                migration.directory().resolve("config.ini"),
                store("s3.source", site.source(), migration.server().bucket())
                        + store("s3.destination", site.destination(), migration.bucket())
                        + "[pg.database]\nhost = 127.0.0.1\nport = " + port() + "\nuser = "
                        + migration.server().postgres().user() + "\npassword = "
                        + migration.server().postgres().password().replace("%", "%%") + "\ndatabase = "
                        + migration.server().database()
                        + "\n[pg.tunnel]\nenabled = false\nssh_host = your_server_ip\n[celery]\nconcurrency = 5\n");
        forgetDatabaseAndSource();
        for (String key : new String[] {"endpoint", "bucket", "access-key", "secret-key"}) {
            migration.unset("destination." + key);
        }
        migration.unset("transfer.concurrency");

        Finished sync = migration
                .run("sync", "--limit", "5", "--config-ini", file.toString(), "accounts")
                .exits(0);

        assertThat(sync.err())
                .contains("transfer.concurrency = 5 - from " + file)
                .doesNotContain(site.destination().secretKey());
        assertThat(migration.copies()).isNotEmpty();
    }

    private static String store(String section, StoreProcess store, String bucket) {
        return "[" + section + "]\naccess_key = " + store.accessKey() + "\nsecret_key = " + store.secretKey()
                + "\nendpoint_url = " + store.endpoint() + "\nbucket = " + bucket + "\n\n";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0000',
            value = {
                "DB_HOST=/var/run/postgresql; DB_HOST stands for a unix socket, and mediaferry connects by TCP only.",
                "S3_ENABLED=false; S3_ENABLED is not exactly true: the files are on the server's disk, in public/system",
                "S3_ENABLED=false|PAPERCLIP_ROOT_PATH=/srv/m; the files are on the server's disk, in /srv/m, and",
                "S3_ENABLED=|SWIFT_ENABLED=true; the files are in OpenStack Swift, and mediaferry copies from S3 only",
                "S3_ENABLED=|AZURE_ENABLED=true; the files are in Azure, and mediaferry copies from S3 only",
                "AWS_SECRET_ACCESS_KEY=$(touch Canary7QZ); line 11 AWS_SECRET_ACCESS_KEY: holds a command, $(...), which",
                "S3_ENDPOINT=s3.example.com; line 11 S3_ENDPOINT: source.endpoint must be http://host:port or https://host",
                "DB_PORT=many; line 11 DB_PORT, line 3 DB_NAME: DB_PORT must be a port's number",
                "S3_PERMISSION=everybody; line 11 S3_PERMISSION: mastodon.permission must be private, public-read,",
                "export S3_REGION; line 11: export without a value",
                "DB_PASS=\"Canary7QZ\\|\"; line 11 DB_PASS: database.password must be one line of text",
            })
    void what_cannot_be_used_is_refused(String lines, String message) throws IOException {
        Path file = environmentFile(lines.replace('|', '\n') + "\n");
        forgetDatabaseAndSource();

        Finished run = migration.run("sync", "--verbose", "--env-file", file.toString());

        refused(run, message);
        assertThat(Path.of(CANARY)).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "--env-file absent; absent: the file does not exist",
                "--env-file .; the file cannot be read by this user, or is a directory",
                "--config-ini absent; absent: the file does not exist",
                "--env-file; Missing required parameter for option '--env-file'",
                "--env-file a --env-file b; option '--env-file' (FILE) should be specified only once",
                "--config-ini a --config-ini b; option '--config-ini' (FILE) should be specified only once",
            })
    void a_file_that_cannot_be_had_is_refused(String options, String message) {
        refused(migration.run(("sync " + options).split(" ")), message);
    }

    @Test
    void a_command_that_needs_no_store_may_be_told_of_the_file_too() throws IOException {
        forgetDatabaseAndSource();

        migration.run("status", "--env-file", environmentFile("").toString()).exits(0);
    }

    private void refused(Finished run, String message) {
        run.exits(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
        assertThat(run.toString().replace(String.join(" ", run.arguments()), ""))
                .doesNotContain(CANARY);
        assertThat(migration.copies()).isEmpty();
    }

    /** @param more lines that begin with the eleventh */
    private Path environmentFile(String more) throws IOException {
        String text = """
                DB_HOST=127.0.0.1
                DB_PORT=%s
                DB_NAME=%s # the main one
                DB_USER="%s"
                DB_PASS='%s'
                export S3_ENABLED=true
                S3_BUCKET=%s
                AWS_ACCESS_KEY_ID=%s
                AWS_SECRET_ACCESS_KEY=%s
                S3_ENDPOINT=%s/
                """.formatted(
                        port(),
                        migration.server().database(),
                        migration.server().postgres().user(),
                        migration.server().postgres().password(),
                        migration.server().bucket(),
                        site.source().accessKey(),
                        site.source().secretKey(),
                        site.source().endpoint().toString().replaceFirst("/$", ""));
        return Files.writeString(migration.directory().resolve(".env.production"), text + more);
    }

    private String port() {
        return migration.server().jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1");
    }

    private void forgetDatabaseAndSource() {
        for (String key : new String[] {
            "database.url",
            "database.user",
            "database.password",
            "source.endpoint",
            "source.bucket",
            "source.access-key",
            "source.secret-key"
        }) {
            migration.unset(key);
        }
    }
}
