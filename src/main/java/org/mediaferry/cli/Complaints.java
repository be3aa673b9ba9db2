package org.mediaferry.cli;

import org.mediaferry.config.ConfigurationException;
import org.mediaferry.console.ConsoleException;
import org.mediaferry.database.DatabaseException;
import org.mediaferry.ledger.LedgerException;
import org.mediaferry.ledger.WorkDirectoryException;
import org.mediaferry.ledger.WorkDirectoryInUseException;
import org.mediaferry.sync.EngineException;
import org.mediaferry.transfer.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one message on standard error and the right exit code. */
final class Complaints implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        for (String line : message(failure).split("\\R")) {
            command.getErr().println("mediaferry - " + line);
        }
        if (parsed.hasMatchedOption("--verbose")
                || parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption("--verbose")) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return isOfTheSetup(failure) ? ExitCode.USAGE : ExitCode.ERROR;
    }

    /** Whether settings or surroundings are at fault, and nothing was touched. */
    private static boolean isOfTheSetup(Exception failure) {
        return failure instanceof ConfigurationException
                || failure instanceof ConsoleException
                || failure instanceof DatabaseException
                || failure instanceof EngineException
                || failure instanceof StoreException
                || failure instanceof WorkDirectoryException
                || failure instanceof WorkDirectoryInUseException;
    }

    private static String message(Exception failure) {
        if (isOfTheSetup(failure) || failure instanceof LedgerException || failure instanceof StoppedException) {
            return failure.getMessage();
        }
        return "unexpected error: " + failure + " (--verbose shows where)";
    }
}
