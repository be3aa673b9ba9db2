package org.mediaferry.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: {@code mediaferry COMMAND}. */
@Command(
        name = "mediaferry",
        description = {
            "Moves the media of a Mastodon server from one S3 store to another, driven by the server's own database.",
            "It only reads the database and the source; it deletes nothing and creates no bucket."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mediaferry demo                          see it work, with nothing to set up",
            "  mediaferry init                          write the settings file",
            "  mediaferry check                         whether all is ready for a copy",
            "  mediaferry plan                          what a sync would copy",
            "  mediaferry sync                          copy it; run it again to go on",
            "  mediaferry verify                        whether all is there",
            "  mediaferry report --format csv           what was missing, what failed",
            "  mediaferry providers                     what is known of S3 providers",
            "  mediaferry serve                         stay up: console, metrics, schedules",
            "",
            "Exit codes: 0 done; 1 unexpected error; 2 bad usage or configuration; 3 finished, some objects are dead"
                    + " letters or left out; 4 problems found; 130 stopped by a signal, run again to go on."
        })
public final class Mediaferry implements Runnable {

    /** In the order in which a migration needs them. */
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            InitCommand.class,
            CheckCommand.class,
            PlanCommand.class,
            SyncCommand.class,
            VerifyCommand.class,
            ReplayCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            ProvidersCommand.class,
            ServeCommand.class);

    @Spec
    private CommandSpec spec;

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        // Java's own exit code is another; a command that has something to finish answers the signal itself
        org.jline.utils.Signals.register("TERM", () -> System.exit(ExitCode.INTERRUPTED));
        StandardOutput output = StandardOutput.take();
        System.exit(output.outcome(execute(arguments)));
    }

    static int execute(String... arguments) {
        Logging.prepare(arguments);
        return commandLine(arguments)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Complaints())
                .setParameterExceptionHandler(new UsageErrors())
                .setUsageHelpAutoWidth(true)
                .execute(arguments);
    }

    /**
     * The program with the command that the arguments begin with; with all of them when they begin with none. Each start
     * would wait for the options of commands that it does not run: a twentieth of what {@code status} costs.
     */
    public static CommandLine commandLine(String... arguments) {
        CommandLine program = new CommandLine(new Mediaferry());
        String first = arguments.length == 0 ? "" : arguments[0];
        for (Class<?> command : COMMANDS) {
            if (command.getAnnotation(Command.class).name().equals(first)) {
                return program.addSubcommand(command);
            }
        }
        COMMANDS.forEach(program::addSubcommand);
        return program.addSubcommand(CommandLine.HelpCommand.class);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed");
    }
}
