package org.mediaferry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Settings;
import picocli.CommandLine.Option;

/** What every command that reads the configuration takes. */
final class CommonOptions {

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

    @Option(
            names = {"-v", "--verbose"},
            description = "Log more, and show stack traces.")
    private boolean verbose;

    /** The settings, with overrides of the command's own behind those of {@code --set}. */
    Settings settings(List<String> ofCommand) {
        List<String> all = new ArrayList<>(overrides);
        all.addAll(ofCommand);
        Settings settings = Settings.load(home(), config, System.getenv(), all);
        Logging.level(verbose ? org.slf4j.event.Level.DEBUG : settings.logLevel());
        return settings;
    }

    Settings settings() {
        return settings(List.of());
    }

    /** mediaferry's folder: the launcher says where. */
    static Path home() {
        return Path.of(System.getProperty("mediaferry.home", ""));
    }
}
