package org.mediaferry.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.config.Draft;
import org.mediaferry.config.ForeignSettings;
import org.mediaferry.config.Key;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mediaferry init}: writes the settings file. */
@Command(
        name = "init",
        description = {
            "Write the settings file, with what other programs' files and options say, and ask at the terminal for the rest.",
            "The file holds secrets: its owner alone may read it, or the group too that may read the file it replaces. Environment variables are not written into it;"
                    + " they override it later."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mediaferry init",
            "  mediaferry init --env-file /home/mastodon/live/.env.production",
            "  mediaferry init --config-ini private/config.ini --output new.properties"
        })
final class InitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ForeignOptions foreign;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting to write, before what the files say; may be given again.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file to write. Default: config/application.properties.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace a file that is there already.")
    private boolean force;

    @Mixin
    private VerboseOption verbose;

    @Override
    public Integer call() {
        verbose.apply();
        NewSettingsFile file = new NewSettingsFile(output == null ? standardFile() : output);
        file.check(force);
        List<ForeignSettings> found = foreign.settings();
        Draft draft = new Draft(CommonOptions.home(), found, overrides);
        complete(draft);
        ForeignOptions.log(found, draft.settings());
        overrides.forEach(CommonOptions::warnOfSecret);
        file.write(draft.text());
        sayWhatIsNext(file);
        return ExitCode.DONE;
    }

    private static Path standardFile() {
        return CommonOptions.home().resolve("config").resolve("application.properties");
    }

    private void complete(Draft draft) {
        Console terminal = System.console();
        if (terminal != null) {
            new Interview(terminal, draft).hold();
        } else if (!draft.missing().isEmpty()) {
            throw new ConfigurationException(draft.missing().stream()
                    .map(key -> draft.refusal(key).orElseGet(() -> howToGive(key)))
                    .toList());
        }
    }

    private static String howToGive(Key<?> key) {
        String files =
                key.name().startsWith("destination.") ? "--config-ini FILE" : "--env-file FILE, --config-ini FILE";
        return key.name() + " is not known, and there is no terminal to ask at: give " + files + " or --set "
                + key.name() + "=VALUE";
    }

    private void sayWhatIsNext(NewSettingsFile file) {
        String option = output == null ? "" : " --config " + output;
        PrintWriter out = spec.commandLine().getOut();
        out.println("Written: " + file + ", not readable for others.");
        out.println("Next:    mediaferry check" + option + "    whether all of it will do");
        out.flush();
    }
}
