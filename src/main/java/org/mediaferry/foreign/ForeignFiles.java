package org.mediaferry.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.config.ForeignSettings;
import org.mediaferry.config.TextFile;

/** The files of other programs that settings can be taken from. */
public final class ForeignFiles {

    private ForeignFiles() {}

    /**
     * Database and source store, as Mastodon's environment file names them.
     *
     * @param file mostly {@code .env.production}
     * @param verbatim whether values are taken with quotes and all, as docker-compose may do, and not as Mastodon reads them
     * @throws ConfigurationException when it cannot be read, or Mastodon could not read it either
     */
    public static ForeignSettings mastodon(Path file, boolean verbatim) {
        String text = text(file);
        Map<String, Variable> asDocker = VerbatimEnv.parse(text);
        if (verbatim) {
            return MastodonEnvironment.settings(new Environment(file.toString(), asDocker, asDocker));
        }
        try {
            return MastodonEnvironment.settings(new Environment(file.toString(), Dotenv.parse(text), asDocker));
        } catch (BadLineException e) {
            throw refusal(file + " line " + e.line(), e.getMessage());
        }
    }

    /**
     * All that the {@code config.ini} of mastodon-s3-sync-tool says of stores, database and tunnel.
     *
     * @throws ConfigurationException when it cannot be read, or holds what that tool does not know
     */
    public static ForeignSettings syncTool(Path file) {
        try {
            return SyncToolConfig.settings(file, IniFile.parse(text(file)));
        } catch (BadLineException e) {
            throw refusal(file + " line " + e.line(), e.getMessage());
        }
    }

    private static String text(Path file) {
        try {
            return TextFile.read(file);
        } catch (IOException e) {
            throw refusal(file.toString(), "the file " + e.getMessage());
        }
    }

    private static ConfigurationException refusal(String where, String what) {
        return new ConfigurationException(List.of(where + ": " + what));
    }
}
