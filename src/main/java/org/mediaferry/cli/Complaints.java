package org.mediaferry.cli;

import java.io.PrintWriter;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.console.ConsoleException;
import org.mediaferry.database.DatabaseException;
import org.mediaferry.ledger.LedgerException;
import org.mediaferry.ledger.WorkDirectoryException;
import org.mediaferry.ledger.WorkDirectoryInUseException;
import org.mediaferry.sync.EngineException;
import org.mediaferry.transfer.StoreException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one message on standard error, in the log's format, and the right exit code. */
final class Complaints implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (Logging.isJson()) {
            // What reads the log reads this too
            LoggerFactory.getLogger(Complaints.class).error(message(failure), failure);
        } else {
            boolean verbose = parsed.hasMatchedOption("--verbose")
                    || parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption("--verbose");
            print(failure, verbose, command.getErr());
        }
        return isOfTheSetup(failure) ? ExitCode.USAGE : ExitCode.ERROR;
    }

    private static void print(Exception failure, boolean verbose, PrintWriter err) {
        for (String line : message(failure).split("\\R")) {
            err.println("mediaferry - " + line);
        }
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
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
