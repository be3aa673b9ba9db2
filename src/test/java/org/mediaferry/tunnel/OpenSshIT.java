package org.mediaferry.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.OpenSsh;
import org.mediaferry.harness.Site;

/** OpenSSH's own server, files and agent, as administrators have them. */
@ExtendWith(Site.Resolver.class)
class OpenSshIT {

    private static final String PASSPHRASE = "kAnArY phrase";

    private final Migration migration;
    private OpenSsh ssh;

    OpenSshIT(Site site) {
        migration = site.migration(site.small());
    }

    @BeforeEach
    void start() throws IOException {
        ssh = OpenSsh.start(Files.createDirectory(migration.directory().resolve("ssh")));
        Path none = migration.directory().resolve("none");
        migration
                .set("ssh.host", "127.0.0.1")
                .set("ssh.port", Integer.toString(ssh.port()))
                .set("ssh.user", System.getProperty("user.name"))
                .set("ssh.known-hosts", ssh.knownHosts().toString())
                .set("ssh.config-file", none.toString())
                // Keys of whoever runs the tests must not open it
                .variable("MEDIAFERRY_OPTS", "-Duser.home=" + none);
    }

    @AfterEach
    void stop() {
        if (ssh != null) {
            ssh.close();
        }
    }

    private Finished plan() {
        Finished plan = migration.run("plan", "--offline", "--format", "jsonl");
        assertThat(plan.out() + plan.err()).doesNotContain(PASSPHRASE);
        return plan;
    }

    private void assertReads(Finished plan) {
        assertThat(plan.exits(0).jsonLines()).hasSameSizeAs(migration.server().expected());
    }

    @Test
    void a_key_in_an_agent_opens_it() {
        Path key = ssh.authorizedKey("ed25519", "");
        migration.variable("SSH_AUTH_SOCK", ssh.agentWith(key));

        assertReads(plan());
    }

    @Test
    void an_alias_says_where_the_server_is_who_logs_in_and_with_what() throws IOException {
        Path config = Files.writeString(
                migration.directory().resolve("config"),
                "Host other\n  User nobody\n\nHost mast*\n  HostName 127.0.0.1\n  Port " + ssh.port() + "\n  User "
                        + System.getProperty("user.name") + "\n  IdentityFile " + ssh.authorizedKey("ed25519", "")
                        + "\n  StrictHostKeyChecking no\n");
        migration
                .unset("ssh.port")
                .unset("ssh.user")
                .set("ssh.host", "mastodon")
                .set("ssh.config-file", config.toString());

        assertReads(plan());

        migration.unset("ssh.known-hosts");
        assertThat(plan().exits(2).err()).contains("is not known");
    }

    @Test
    void a_key_without_its_passphrase_says_so() {
        migration.set("ssh.key-file", ssh.authorizedKey("ed25519", PASSPHRASE).toString());
        assertThat(plan().err()).contains("is encrypted, and no passphrase is set", "ssh.key-passphrase-file");

        migration.variable("SSH_KEY_PASSPHRASE", "wrong");
        assertThat(plan().err()).contains("ssh.key-passphrase does not fit ").doesNotContain("wrong");
    }

    @Test
    void a_whole_copy_goes_through_it() {
        migration.set("ssh.key-file", ssh.authorizedKey("ed25519", "").toString());

        migration.run("sync").exits(0);

        assertThat(migration.compare().differences()).isEmpty();
        migration.run("verify").exits(0);
    }
}
