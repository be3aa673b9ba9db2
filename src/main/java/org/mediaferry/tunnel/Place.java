package org.mediaferry.tunnel;

import com.jcraft.jsch.ConfigRepository;
import com.jcraft.jsch.OpenSSHConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Ssh;

/**
 * Where an SSH server is and who logs in, aliases resolved. What the settings say counts more than OpenSSH's file.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 * @param user who logs in
 * @param keyFiles those that OpenSSH's file names for it; they may not exist
 */
record Place(String host, int port, String user, List<Path> keyFiles) {

    private static final int SSH_PORT = 22;

    Place {
        keyFiles = List.copyOf(keyFiles);
    }

    /** @throws TunnelException when OpenSSH's file cannot be read, or asks for what is not understood */
    static Place of(Ssh settings) throws TunnelException {
        ConfigRepository.Config alias = config(settings);
        String host = alias.getHostname();
        String user = settings.user() == null ? alias.getUser() : settings.user();
        Integer port = settings.port();
        return new Place(
                host == null ? settings.host() : host,
                port != null ? port : alias.getPort() > 0 ? alias.getPort() : SSH_PORT,
                user == null ? System.getProperty("user.name") : user,
                keyFiles(alias));
    }

    /** As in OpenSSH's messages and its file of known hosts. */
    String inKnownHosts() {
        return port == SSH_PORT ? host : "[" + host + "]:" + port;
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }

    private static ConfigRepository.Config config(Ssh settings) throws TunnelException {
        Path file = settings.configFile();
        try {
            OpenSSHConfig parsed =
                    Files.exists(file) ? OpenSSHConfig.parseFile(file.toString()) : OpenSSHConfig.parse("");
            ConfigRepository.Config alias = parsed.getConfig(settings.host());
            for (String way : List.of("ProxyJump", "ProxyCommand")) {
                if (isWanted(alias.getValue(way))) {
                    throw new TunnelException(way + " of " + settings.host() + " in " + file
                            + " is not understood: name a host that is reached directly in ssh.host, or open the way by"
                            + " ssh -L and name 127.0.0.1 and its port in database.url, without ssh.host");
                }
            }
            return alias;
        } catch (TunnelException e) {
            throw e;
        } catch (IOException e) {
            throw new TunnelException(file + " cannot be read: check ssh.config-file", e);
        }
    }

    private static boolean isWanted(@Nullable String value) {
        return value != null && !value.equalsIgnoreCase("none");
    }

    private static List<Path> keyFiles(ConfigRepository.Config alias) {
        String[] files = alias.getValues("IdentityFile");
        return files == null ? List.of() : Stream.of(files).map(Place::expanded).toList();
    }

    private static Path expanded(String file) {
        String home = System.getProperty("user.home");
        return Path.of(file.replaceFirst("^\"(.*)\"$", "$1").replaceFirst("^(~|%d)(?=/)", home.replace("\\", "\\\\")));
    }
}
