package org.mediaferry.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Debian's OpenSSH: sshd as a process of this user's, which lets this user in with keys, and the programs beside it. */
public final class OpenSsh implements AutoCloseable {

    /** Set where the machine must have it. */
    private static final String REQUIRED = "MEDIAFERRY_TEST_SSHD";

    private static final String PACKAGES = "openssh-server and openssh-client";

    private final Path directory;
    private final int port = freePort();
    private final Process server;
    private final List<Process> agents = new ArrayList<>();

    private OpenSsh(Path directory) {
        Path sshd = program("sshd");
        this.directory = directory;
        newKey("host", "ed25519", "");
        write("authorized_keys", "");
        write(
                "sshd_config",
                String.join(
                        "\n",
                        List.of(
                                "ListenAddress 127.0.0.1",
                                "Port " + port,
                                "HostKey " + file("host"),
                                "AuthorizedKeysFile " + file("authorized_keys"),
                                "PidFile none",
                                "StrictModes no",
                                "UsePAM no",
                                "PasswordAuthentication no",
                                "LogLevel VERBOSE",
                                "")));
        this.server =
                start(sshd.toString(), "-D", "-e", "-f", file("sshd_config").toString());
        await().atMost(Cli.PATIENCE).until(() -> answers() || !server.isAlive());
        if (!server.isAlive()) {
            throw new AssertionError("sshd did not start: " + read("sshd.log"));
        }
    }

    /**
     * Starts one. Leaves the test out on a machine that has no sshd, unless it must have one.
     *
     * @param directory an empty folder for its files
     */
    public static OpenSsh start(Path directory) {
        return new OpenSsh(directory);
    }

    public int port() {
        return port;
    }

    /** A file of known hosts in which it stands. */
    public Path knownHosts() {
        String[] key = read("host.pub").split(" ");
        return write("known_hosts", "[127.0.0.1]:" + port + " " + key[0] + " " + key[1] + "\n");
    }

    /** A new private key that this server lets in. */
    public Path authorizedKey(String type, String passphrase) {
        Path key = newKey("id_" + type + (passphrase.isEmpty() ? "" : "_locked"), type, passphrase);
        write("authorized_keys", read("authorized_keys") + read(key.getFileName() + ".pub"));
        return key;
    }

    /** An agent that holds a key; gives what SSH_AUTH_SOCK must be. */
    public String agentWith(Path key) {
        Path socket = file("agent.sock");
        agents.add(start(program("ssh-agent").toString(), "-D", "-a", socket.toString()));
        await().atMost(Cli.PATIENCE).until(() -> Files.exists(socket));
        run(socket, program("ssh-add").toString(), key.toString());
        return socket.toString();
    }

    @Override
    public void close() {
        agents.forEach(Process::destroy);
        server.destroy();
    }

    private Path newKey(String name, String type, String passphrase) {
        run(
                null,
                program("ssh-keygen").toString(),
                "-q",
                "-t",
                type,
                "-N",
                passphrase,
                "-f",
                file(name).toString());
        return file(name);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void run(@Nullable Path agent, String... command) {
        try {
            ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
            if (agent != null) {
                process.environment().put("SSH_AUTH_SOCK", agent.toString());
            }
            Process started = process.start();
            String output = new String(started.getInputStream().readAllBytes());
            if (started.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process start(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            file(Path.of(command[0]).getFileName() + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path program(String name) {
        return Program.find(REQUIRED, PACKAGES, name);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
