package org.mediaferry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.ForeignSettings;
import org.mediaferry.config.Settings;
import org.mediaferry.foreign.ForeignFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Files of other programs that settings are taken from. */
final class ForeignOptions {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignOptions.class);

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description =
                    "Mastodon's .env.production: database and source store are taken from it, unless set elsewhere.")
    private @Nullable Path environmentFile;

    @Option(
            names = "--env-file-verbatim",
            description = "Take its values with their quotes and all, as some versions of docker-compose do.")
    private boolean verbatim;

    @Option(
            names = "--config-ini",
            paramLabel = "FILE",
            description =
                    "The config.ini of mastodon-s3-sync-tool: what neither --env-file nor another place sets is taken"
                            + " from it.")
    private @Nullable Path syncToolFile;

    /** What the files hold, the one that wins last. */
    List<ForeignSettings> settings() {
        List<ForeignSettings> found = new ArrayList<>();
        if (syncToolFile != null) {
            found.add(ForeignFiles.syncTool(syncToolFile));
        }
        if (environmentFile != null) {
            found.add(ForeignFiles.mastodon(environmentFile, verbatim));
        }
        return found;
    }

    /** Says what was taken from where. */
    static void log(List<ForeignSettings> found, Settings settings) {
        for (ForeignSettings file : found) {
            file.values().forEach(value -> log(value, settings));
            file.notes().forEach(LOG::info);
        }
    }

    private static void log(ForeignSettings.Value value, Settings settings) {
        String origin = settings.origin(value.key());
        if (origin.equals(value.origin())) {
            LOG.info("{} = {} - from {}", value.key(), settings.shown(value.key()), origin);
        } else {
            LOG.info("{} - not from {}: another place sets it, or what belongs to it", value.key(), value.origin());
        }
    }
}
