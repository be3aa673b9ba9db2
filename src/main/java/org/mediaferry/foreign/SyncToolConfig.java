package org.mediaferry.foreign;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mediaferry.catalog.NearestName;
import org.mediaferry.config.ForeignSettings;
import org.mediaferry.foreign.IniFile.Entry;

/**
 * What the {@code config.ini} of mastodon-s3-sync-tool says; its keys are those of s3_sync/utils/config.py and
 * private/config.sample.ini there.
 */
final class SyncToolConfig {

    /** The setting that a key becomes; the database's address and the tunnel take more than a name. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("s3.source endpoint_url", "source.endpoint"),
            Map.entry("s3.source bucket", "source.bucket"),
            Map.entry("s3.source access_key", "source.access-key"),
            Map.entry("s3.source secret_key", "source.secret-key"),
            Map.entry("s3.destination endpoint_url", "destination.endpoint"),
            Map.entry("s3.destination bucket", "destination.bucket"),
            Map.entry("s3.destination access_key", "destination.access-key"),
            Map.entry("s3.destination secret_key", "destination.secret-key"),
            Map.entry("pg.database user", "database.user"),
            Map.entry("pg.database password", "database.password"),
            Map.entry("celery concurrency", "transfer.concurrency"));

    private static final Map<String, String> TUNNEL = Map.of(
            "pg.tunnel ssh_host", "ssh.host",
            "pg.tunnel ssh_port", "ssh.port",
            "pg.tunnel ssh_user", "ssh.user",
            "pg.tunnel ssh_password", "ssh.password",
            "pg.tunnel ssh_key", "ssh.key-file");

    private static final List<String> OTHERS =
            List.of("pg.database host", "pg.database port", "pg.database database", "pg.tunnel enabled");

    /** What belongs to the parts that mediaferry does without: a queue server, a local port, a level of that tool's log. */
    private static final List<String> NEEDLESS = List.of(
            "pg.tunnel local_host", "pg.tunnel local_port", "celery broker", "celery backend", "celery log_level");

    /** What may be shown as a name; a line of a secret that went astray does not look like one. */
    private static final Pattern LIKE_A_NAME = Pattern.compile("[a-z0-9.]{1,20} [a-z_]{1,20}");

    private final Path file;
    private final Map<String, Entry> entries;
    private final Findings findings = new Findings();

    private SyncToolConfig(Path file, Map<String, Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /**
     * @param file which a key's file is beside
     * @throws BadLineException for a key that the tool does not know, or a tunnel that is neither on nor off
     */
    static ForeignSettings settings(Path file, List<Entry> entries) {
        Map<String, Entry> byName = new LinkedHashMap<>();
        entries.forEach(entry -> byName.put(known(entry), entry));
        var config = new SyncToolConfig(file, byName);
        config.findDatabase();
        config.entries.keySet().forEach(config::take);
        config.findTunnel();
        config.noteNeedless();
        return config.findings.all();
    }

    private static String known(Entry entry) {
        String name = entry.section() + " " + entry.name();
        List<String> names = List.of(SETTINGS.keySet(), TUNNEL.keySet(), OTHERS, NEEDLESS).stream()
                .flatMap(some -> some.stream())
                .sorted()
                .toList();
        if (names.contains(name)) {
            return name;
        }
        String shown = LIKE_A_NAME.matcher(name).matches() ? described(name) : "(not shown: it does not look like one)";
        throw new BadLineException(
                entry.line(),
                "unknown key " + shown
                        + NearestName.to(name, names)
                                .map(near -> ", did you mean " + described(near) + "?")
                                .orElse(""));
    }

    private static String described(String name) {
        String[] parts = name.split(" ");
        return parts[1] + " of [" + parts[0] + "]";
    }

    private void findDatabase() {
        List<String> names = List.of("pg.database host", "pg.database port", "pg.database database").stream()
                .filter(name -> !text(name).isEmpty())
                .toList();
        if (text("pg.database host").startsWith("/")) {
            findings.refuse(
                    "database.url",
                    origin(names),
                    "host is the folder of a unix socket, and mediaferry connects by TCP only: set database.url to"
                            + " jdbc:postgresql://127.0.0.1:5432/mastodon_production, or as it is with you");
        } else if (!names.isEmpty()) {
            findings.take(
                    "database.url",
                    PostgresUrl.of(
                            orElse("pg.database host", "localhost"),
                            orElse("pg.database port", "5432"),
                            orElse("pg.database database", "mastodon_production")),
                    origin(names));
        }
    }

    private void take(String name) {
        String key = SETTINGS.get(name);
        if (key != null && !text(name).isEmpty()) {
            findings.take(key, text(name), origin(List.of(name)));
        }
    }

    private void findTunnel() {
        String enabled = orElse("pg.tunnel enabled", "false");
        if (!enabled.matches("true|false")) {
            throw new BadLineException(
                    entries.get("pg.tunnel enabled").line(), "enabled of [pg.tunnel] must be true or false");
        }
        if (enabled.equals("true")) {
            entries.keySet().stream()
                    .filter(name -> TUNNEL.containsKey(name) && !text(name).isEmpty())
                    .forEach(name -> findings.take(
                            TUNNEL.get(name),
                            name.endsWith("ssh_key") ? beside(name) : text(name),
                            origin(List.of(name))));
        }
    }

    /** That tool looks for the key's file in the folder of its configuration. */
    private String beside(String name) {
        return file.toAbsolutePath().resolveSibling(text(name)).normalize().toString();
    }

    private void noteNeedless() {
        String names = entries.keySet().stream()
                .filter(NEEDLESS::contains)
                .map(name -> name.split(" ")[1])
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            findings.note(
                    file.toString(), names + ": not needed, as mediaferry has no queue server and opens no local port");
        }
    }

    private String text(String name) {
        Entry entry = entries.get(name);
        return entry == null ? "" : entry.value();
    }

    private String orElse(String name, String standard) {
        return text(name).isEmpty() ? standard : text(name);
    }

    private String origin(List<String> names) {
        return names.stream()
                .map(name -> "line " + entries.get(name).line() + " " + name)
                .collect(Collectors.joining(", ", file + " ", ""));
    }
}
