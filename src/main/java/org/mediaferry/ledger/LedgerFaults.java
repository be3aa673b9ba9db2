package org.mediaferry.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What went wrong with a ledger's file, in words that say what to do. */
final class LedgerFaults {
    /** SQLite's extended codes carry the primary one in the lowest byte. */
    private static final int PRIMARY_CODE = 0xff;

    private LedgerFaults() {}

    static LedgerException of(Path file, SQLException e) {
        return switch (primaryCode(e)) {
            case SQLITE_FULL ->
                new LedgerException(
                        "no space is left for the ledger " + file + ": free some on its file system or set another"
                                + " work.directory, then start again; the run continues where the ledger stands",
                        e);
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> damaged(file, e.getMessage(), e);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
                new LedgerException(
                        "the ledger " + file + " cannot be opened or written (" + e.getMessage()
                                + "): the user who runs"
                                + " this needs read and write access to it and to its directory, on a file system that is"
                                + " not read-only; or set another work.directory",
                        e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new LedgerException(
                        "the ledger " + file + " is locked by another program (" + e.getMessage()
                                + "): close the program"
                                + " that has it open, for example a database console, then start again",
                        e);
            case SQLITE_IOERR ->
                new LedgerException(
                        "the file system failed for the ledger " + file + " (" + e.getMessage()
                                + "): look for disk errors"
                                + " in the system's log; work.directory must be on a local disk",
                        e);
            default -> new LedgerException("the ledger " + file + " failed: " + e.getMessage(), e);
        };
    }

    /** The driver itself fails before SQLite has a word: its native library is unpacked and loaded at first use. */
    static LedgerException atConnect(Path file, SQLException e) {
        if (e instanceof SQLiteException) {
            return of(file, e);
        }
        return new LedgerException(
                "the ledger " + file + " cannot be opened, because SQLite's native library cannot be loaded ("
                        + (e.getCause() == null ? e : e.getCause()) + "): it is unpacked to the Java property"
                        + " java.io.tmpdir, from where programs must be allowed to run (no noexec); the property"
                        + " org.sqlite.tmpdir names another directory",
                e);
    }

    static LedgerException of(Path file, IOException e) {
        return new LedgerException(
                "the ledger " + file + " cannot be created or opened (" + e + "): the user who runs this needs write"
                        + " access to its directory; or set another work.directory",
                e);
    }

    static LedgerException damaged(Path file, String detail, Exception cause) {
        return refused(file, "is damaged (" + detail + ")", cause);
    }

    static LedgerException damaged(Path file, String detail) {
        return refused(file, "is damaged (" + detail + ")", null);
    }

    static LedgerException foreign(Path file) {
        return refused(file, "is an SQLite file, but not a ledger", null);
    }

    static LedgerException newer(Path file, long version, int known) {
        return new LedgerException(
                "the ledger " + file + " was written by a newer mediaferry (its schema is " + version
                        + ", this one knows up to " + known + "): run that version, or move " + allFiles(file)
                        + " away; " + afterwards(),
                null);
    }

    static LedgerException noDirectory(Path directory, boolean exists) {
        return new LedgerException(
                "the ledger's directory " + directory + (exists ? " is a file" : " does not exist")
                        + ": set work.directory to a directory that can be written",
                null);
    }

    private static LedgerException refused(Path file, String what, @Nullable Exception cause) {
        return new LedgerException(
                "the ledger " + file + " " + what + ": restore it from a backup, or move " + allFiles(file) + " away; "
                        + afterwards(),
                cause);
    }

    private static String allFiles(Path file) {
        return "it (with " + file.getFileName() + "-wal and " + file.getFileName() + "-shm, where they exist)";
    }

    private static String afterwards() {
        return "the next run then starts from the beginning, finds what the destination already has by listing it,"
                + " and copies only the rest";
    }

    private static SQLiteErrorCode primaryCode(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
