package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;
import org.mediaferry.harness.SshServer;

/** Secrets go to the servers that they are for, and to nobody else. */
@ExtendWith(Site.Resolver.class)
class SecretsIT {

    private static final String CANARY = "Canary7QZ";

    private final Site site;
    private final Migration migration;

    SecretsIT(Site site) {
        this.site = site;
        this.migration = site.migration(site.small());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "database.password, DATABASE_PASSWORD",
        "source.access-key, SOURCE_ACCESS_KEY",
        "source.secret-key, SOURCE_SECRET_KEY",
        "destination.access-key, DESTINATION_ACCESS_KEY",
        "destination.secret-key, DESTINATION_SECRET_KEY"
    })
    void a_secret_that_is_refused_is_not_shown(String key, String variable) throws IOException {
        migration.unset(key).variable(variable, CANARY);

        for (List<String> options : List.of(List.<String>of(), List.of("--verbose"))) {
            Finished run = migration.run(
                    Stream.concat(Stream.of("sync"), options.stream()).toArray(String[]::new));

            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.toString()).doesNotContain(CANARY);
        }
        assertThat(filesWith(CANARY)).isEmpty();
    }

    @Test
    void a_password_inside_the_address_of_the_database_is_not_shown() throws IOException {
        migration
                .unset("database.user")
                .unset("database.password")
                .set("database.url", "postgres://someone:" + CANARY + "@127.0.0.1:1/mastodon");

        Finished run = migration.run("sync", "--verbose").exits(2);

        assertThat(run.err()).contains("127.0.0.1:1/mastodon").doesNotContain(CANARY);
        assertThat(filesWith(CANARY)).containsExactly(migration.configuration());
    }

    @Test
    void secrets_that_work_are_in_no_log_no_ledger_and_no_process_list() throws IOException {
        Map<String, String> secrets = Map.of(
                "SSH_PASSWORD", "Ssh" + CANARY,
                "DATABASE_PASSWORD", site.postgres().password(),
                "SOURCE_ACCESS_KEY", site.source().accessKey(),
                "SOURCE_SECRET_KEY", site.source().secretKey(),
                "DESTINATION_ACCESS_KEY", site.destination().accessKey(),
                "DESTINATION_SECRET_KEY", site.destination().secretKey());
        for (String key : List.of(
                "database.password",
                "source.access-key",
                "source.secret-key",
                "destination.access-key",
                "destination.secret-key")) {
            migration.unset(key);
        }
        secrets.forEach(migration::variable);
        migration.set("log.level", "TRACE");

        String processList;
        Finished run;
        Finished check;
        try (SshServer ssh = SshServer.start().password("Ssh" + CANARY);
                Running sync = throughSsh(ssh).start("sync", "--dev")) {
            await().atMost(Cli.PATIENCE)
                    .until(() -> !sync.isAlive() || !migration.copies().isEmpty());
            processList = commandLine(sync.pid());
            run = sync.await(Cli.PATIENCE).exits(0);
            check = migration.run("check").exits(0);
        }

        assertThat(processList).contains("org.mediaferry.cli.Mediaferry");
        for (String secret : secrets.values()) {
            assertThat(processList).doesNotContain(secret);
            assertThat(run.toString()).doesNotContain(secret);
            assertThat(check.toString()).doesNotContain(secret);
            assertThat(filesWith(secret)).isEmpty();
        }
    }

    @Test
    void a_secret_on_the_command_line_is_warned_of() {
        Finished run =
                migration.run("status", "--set", "source.secret-key=" + CANARY).exits(0);

        assertThat(run.err())
                .contains(
                        "source.secret-key - on the command line every user of this machine can read it",
                        "SOURCE_SECRET_KEY")
                .doesNotContain(CANARY);
    }

    private Migration throughSsh(SshServer ssh) {
        return migration
                .set("ssh.host", "127.0.0.1")
                .set("ssh.port", Integer.toString(ssh.port()))
                .set("ssh.user", SshServer.USER)
                .set("ssh.host-key", ssh.fingerprint());
    }

    private static String commandLine(long pid) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
    }

    /** The ledger, its journal, the lock, and what was printed. */
    private List<Path> filesWith(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(migration.directory())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, secret))
                    .toList();
        }
    }

    private static boolean contains(Path file, String secret) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
