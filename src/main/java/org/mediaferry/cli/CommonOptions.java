package org.mediaferry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.ForeignSettings;
import org.mediaferry.config.Key;
import org.mediaferry.config.Keys;
import org.mediaferry.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that reads the configuration takes. */
final class CommonOptions {

    private static final Logger LOG = LoggerFactory.getLogger(CommonOptions.class);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The properties file to read. Default: config/application.properties.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting that overrides the file and the environment; may be given again.")
    private List<String> overrides = new ArrayList<>();

    @Mixin
    private ForeignOptions foreign;

    /** What reads it is {@link Logging#prepare}: the log begins before options are understood. */
    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            description = "How a line of the log is written; json: an object a line, for what collects logs.")
    private LogFormat logFormat = LogFormat.TEXT;

    @Mixin
    private VerboseOption verbose;

    /** The settings, with overrides of the command's own behind those of {@code --set}. */
    Settings settings(List<String> ofCommand) {
        List<String> all = new ArrayList<>(overrides);
        all.addAll(ofCommand);
        List<ForeignSettings> found = foreign.settings();
        Settings settings = Settings.load(home(), found, config, System.getenv(), all);
        Logging.level(settings.logLevel());
        verbose.apply();
        ForeignOptions.log(found, settings);
        overrides.forEach(CommonOptions::warnOfSecret);
        settings.warnings().forEach(warning -> LOG.warn("settings - {}", warning));
        return settings;
    }

    Settings settings() {
        return settings(List.of());
    }

    /** mediaferry's folder: the launcher says where. */
    static Path home() {
        return Path.of(System.getProperty("mediaferry.home", ""));
    }

    /** The process list shows a command line to every user of the machine. */
    static void warnOfSecret(String override) {
        String name = override.split("=", 2)[0].strip();
        for (Key<?> key : Keys.all()) {
            if (key.name().equals(name) && key.type().isSecret()) {
                LOG.warn(
                        "{} - on the command line every user of this machine can read it: better set environment variable {}",
                        name,
                        key.environmentVariable());
            }
        }
    }
}
