package org.mediaferry.tunnel;

import com.jcraft.jsch.ConfigRepository;
import com.jcraft.jsch.OpenSSHConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern NOT_UNDERSTOOD = Pattern.compile("(?im)^\\s*(Include|Match)\\b");

    Place {
        keyFiles = List.copyOf(keyFiles);
    }

    /** @throws TunnelException when OpenSSH's file cannot be read, or asks for what is not understood */
    static Place of(Ssh settings) throws TunnelException {
        ConfigRepository.Config alias = config(settings);
        String host = alias.getHostname() == null ? null : alias.getHostname().replace("%h", settings.host());
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
            String text = Files.exists(file) ? Files.readString(file) : "";
            refuseWhatIsNotUnderstood(text, file);
            OpenSSHConfig parsed = OpenSSHConfig.parse(text);
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

    /** The parser passes over one and takes the lines of the other for those of the host above. */
    private static void refuseWhatIsNotUnderstood(String text, Path file) throws TunnelException {
        Matcher found = NOT_UNDERSTOOD.matcher(text);
        if (found.find()) {
            throw new TunnelException(
                    found.group(1) + " in " + file + " is not understood: write what is meant for this"
                            + " host into a file of its own, and name that in ssh.config-file");
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
