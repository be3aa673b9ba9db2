package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;

/** {@code init}: the file that it writes, and when it writes none. */
@ExtendWith(Site.Resolver.class)
class InitIT {

    private static final String CANARY = "Canary7QZ";

    private final Migration migration;
    private final Path output;
    private Path environmentFile;

    InitIT(Site site) {
        this.migration = site.migration(site.small());
        this.output = migration.directory().resolve("new.properties");
    }

    @BeforeEach
    void a_mastodon_has_its_file() throws IOException {
        environmentFile = Files.writeString(
                migration.directory().resolve(".env.production"),
                "DATABASE_URL=" + migration.server().jdbcUrl().replace("jdbc:postgresql:", "postgres:")
                        + "\nDB_USER=x\n"
                        + "S3_ENABLED=true\nS3_BUCKET=files\nAWS_ACCESS_KEY_ID=AK" + CANARY
                        + "\nAWS_SECRET_ACCESS_KEY='\\ #!:=" + CANARY + "ä '\n");
    }

    @Test
    void what_it_writes_can_be_used_as_it_is() throws IOException {
        String user = migration.server().postgres().user();
        String password = migration.server().postgres().password();

        Finished init = init(
                        "--env-file",
                        environmentFile.toString(),
                        "--set",
                        "database.user=" + user,
                        "--set",
                        "database.password=" + password,
                        "--set",
                        "destination.bucket=new")
                .exits(0);
        Finished plan = Cli.run(
                        migration.directory(),
                        Map.of(),
                        List.of("plan", "--offline", "--format", "jsonl", "--config", output.toString()))
                .exits(0);

        assertThat(init.out()).contains("Written: " + output).contains("mediaferry check --config " + output);
        assertThat(init.toString()).doesNotContain(CANARY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(output)))
                .isEqualTo("rw-------");
        assertThat(plan.jsonLines()).hasSameSizeAs(migration.server().expected());
        assertThat(Files.readString(output))
                .contains("# From " + environmentFile + " line 4 S3_BUCKET\nsource.bucket = files\n")
                .contains("\n#transfer.concurrency = auto\n");
        assertThat(written()).containsEntry("source.secret-key", "\\ #!:=" + CANARY + "ä ");
        assertThat(migration.directory()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void without_a_terminal_it_names_the_options_for_what_is_missing() {
        Finished init = init().exits(2);

        assertThat(init.err().lines())
                .containsExactly(
                        "mediaferry - database.url is not known, and there is no terminal to ask at: give --env-file FILE,"
                                + " --config-ini FILE or --set database.url=VALUE",
                        "mediaferry - source.bucket is not known, and there is no terminal to ask at: give --env-file FILE,"
                                + " --config-ini FILE or --set source.bucket=VALUE",
                        "mediaferry - destination.bucket is not known, and there is no terminal to ask at: give"
                                + " --config-ini FILE or --set destination.bucket=VALUE");
        assertThat(output).doesNotExist();
    }

    @Test
    void the_group_that_may_read_the_old_file_may_read_the_new_one() throws IOException {
        Files.writeString(output, "# as install.sh leaves it\n");
        Files.setPosixFilePermissions(output, PosixFilePermissions.fromString("rw-r-----"));

        init("--env-file", environmentFile.toString(), "--set", "destination.bucket=new", "--force")
                .exits(0);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(output)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void a_misspelt_key_is_told_before_what_it_was_meant_for_is_missed() {
        assertThat(init("--env-file", environmentFile.toString(), "--set", "destination.bukket=new")
                        .exits(2)
                        .err())
                .isEqualTo(
                        "mediaferry - --set number 1: unknown key destination.bukket, did you mean destination.bucket?\n");
    }

    @Test
    void it_replaces_a_file_only_when_it_is_told_to() throws IOException {
        Files.writeString(output, "# mine\n");
        String[] options = {"--env-file", environmentFile.toString(), "--set", "destination.bucket=new"};

        Finished refused = init(options).exits(2);
        String kept = Files.readString(output);
        init(with(options, "--force")).exits(0);

        assertThat(refused.err())
                .isEqualTo("mediaferry - " + output
                        + ": is there already: say --force to replace it, or --output FILE to write another\n");
        assertThat(kept).isEqualTo("# mine\n");
        assertThat(written()).containsEntry("destination.bucket", "new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(output)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_file_as_shipped_holds_nothing_to_be_kept() throws IOException {
        Files.copy(Path.of("config/application.properties"), output);

        init("--env-file", environmentFile.toString(), "--set", "destination.bucket=new")
                .exits(0);

        assertThat(written()).containsEntry("destination.bucket", "new");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "--set destination.bucket=a/b; --set destination.bucket: destination.bucket must be a bucket's name",
                "--set destination.buket=a --set destination.bucket=b; unknown key destination.buket, did you mean",
                "--set destination.bucket=b --set destination.access-key=x; destination.access-key is set without a secret key",
                "--set destination.bucket=b --output /no/such/file; there is no folder /no/such",
                "--set destination.bucket=b --output .; .: is a folder",
            })
    void it_writes_nothing_that_would_be_refused(String options, String message) {
        Finished init = init(with(options.split(" "), "--env-file", environmentFile.toString()))
                .exits(2);

        assertThat(init.err()).contains(message).doesNotContain(CANARY);
        assertThat(output).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void at_a_terminal_it_asks_for_what_is_missing() throws IOException {
        Running init = Cli.startAtTerminal(
                migration.directory(),
                List.of("init", "--env-file", environmentFile.toString(), "--output", output.toString()));

        Finished end = init.answer("destination.provider [other]: ", "minoi")
                .answer("wasabi or other\r\ndestination.provider [other]: ", "minio")
                .answer("destination.endpoint: ", "s3.example.com")
                .answer("or fragment\r\ndestination.endpoint: ", "https://s3.example.com")
                .answer("destination.region [us-east-1]: ", "")
                .answer("destination.bucket: ", "")
                .answer("without path or address\r\ndestination.bucket: ", "new")
                .answer("destination.access-key: ", "AK" + CANARY)
                .answer("destination.secret-key: ", "  " + CANARY + "\\")
                .await(Cli.PATIENCE)
                .exits(0);

        assertThat(end.out())
                .contains("destination.endpoint must be http://host:port")
                .contains("Written: " + output)
                .doesNotContain(CANARY);
        assertThat(written())
                .containsEntry("destination.endpoint", "https://s3.example.com")
                .containsEntry("destination.bucket", "new")
                .containsEntry("destination.access-key", "AK" + CANARY)
                .containsEntry("destination.secret-key", "  " + CANARY + "\\")
                .doesNotContainKey("destination.region");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void at_a_terminal_it_says_why_a_file_is_not_enough_and_asks() throws IOException {
        Files.writeString(environmentFile, "DB_HOST=/run/postgresql\nDB_PASS=p\nS3_ENABLED=true\nS3_BUCKET=files\n");
        Running init = Cli.startAtTerminal(
                migration.directory(),
                List.of(
                        "init",
                        "--env-file",
                        environmentFile.toString(),
                        "--set",
                        "destination.bucket=new",
                        "--output",
                        output.toString()));

        Finished end = init.answer("database.url: ", "jdbc:postgresql://127.0.0.1/m")
                .await(Cli.PATIENCE)
                .exits(0);

        assertThat(end.out()).contains("line 1 DB_HOST: DB_HOST stands for a unix socket");
        assertThat(written())
                .containsEntry("database.url", "jdbc:postgresql://127.0.0.1/m")
                .containsEntry("database.user", "mastodon")
                .containsEntry("database.password", "p");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void answers_that_end_too_early_write_nothing() {
        Finished end = Cli.startAtTerminal(
                        migration.directory(),
                        List.of("init", "--env-file", environmentFile.toString(), "--output", output.toString()))
                .answer("destination.provider [other]: ", "")
                .answer("destination.endpoint: ", "\u0004")
                .await(Cli.PATIENCE)
                .exits(2);

        assertThat(end.out()).contains("the answers ended too early: nothing was written");
        assertThat(output).doesNotExist();
    }

    private Finished init(String... options) {
        List<String> arguments = new ArrayList<>(List.of("init"));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--output")) {
            arguments.addAll(List.of("--output", output.toString()));
        }
        return Cli.run(migration.directory(), Map.of("DESTINATION_BUCKET", "not-looked-at"), arguments);
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Map<String, String> written() throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(output)) {
            properties.load(reader);
        }
        Map<String, String> written = new TreeMap<>();
        properties.forEach((key, value) -> written.put((String) key, (String) value));
        return written;
    }
}
