package org.mediaferry.ledger;

import java.util.List;

/** The ledger's tables, how those of an earlier version become ours, and what a file must be to be taken for a ledger. */
final class Schema {
    static final int VERSION = 4;

    /** The first that knows where a missing object can be fetched again. */
    static final int WITH_REMOTE_URLS = 2;

    /** The first that knows which objects were left out, how fast a run was, and where the copies are. */
    static final int WITH_LEFT_OUT = 3;

    /** "mfly", as {@code file} and the {@code .dbinfo} of SQLite's shell show it. */
    private static final int APPLICATION_ID = 0x6d666c79;

    /**
     * {@code sequence} is AUTOINCREMENT because a page or a replay that stands at a number must never find it given to
     * another object.
     */
    private static final List<String> FIRST_VERSION = List.of("""
            CREATE TABLE job (
              table_name TEXT NOT NULL, only TEXT NOT NULL,
              mark INTEGER NOT NULL, started_at TEXT, finished_at TEXT, updated_at TEXT NOT NULL,
              PRIMARY KEY (table_name, only)
            ) STRICT, WITHOUT ROWID""", """
            CREATE TABLE counter (
              table_name TEXT NOT NULL, only TEXT NOT NULL, kind TEXT NOT NULL, mandatory INTEGER NOT NULL,
              objects INTEGER NOT NULL, bytes INTEGER NOT NULL,
              PRIMARY KEY (table_name, only, kind, mandatory)
            ) STRICT, WITHOUT ROWID""", """
            CREATE TABLE missing (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT,
              table_name TEXT NOT NULL, id INTEGER NOT NULL, attachment TEXT NOT NULL, style TEXT NOT NULL,
              object_key TEXT NOT NULL, acl TEXT, mandatory INTEGER NOT NULL, size INTEGER, remote INTEGER NOT NULL,
              first_at TEXT NOT NULL, last_at TEXT NOT NULL,
              UNIQUE (table_name, id, attachment, style)
            ) STRICT""", """
            CREATE TABLE dead_letter (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT,
              table_name TEXT NOT NULL, id INTEGER NOT NULL, attachment TEXT NOT NULL, style TEXT NOT NULL,
              object_key TEXT NOT NULL, message TEXT NOT NULL, reason TEXT NOT NULL, cause TEXT NOT NULL,
              tries INTEGER NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL,
              UNIQUE (table_name, id, attachment, style)
            ) STRICT""", """
            CREATE TABLE odd_row (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT,
              table_name TEXT NOT NULL, id INTEGER NOT NULL, what TEXT NOT NULL, only TEXT NOT NULL,
              last_at TEXT NOT NULL,
              UNIQUE (table_name, id, what)
            ) STRICT""");

    /**
     * {@code measure} has one row at most, of the last run that says something, written anew while it goes on; {@code aim}
     * one, of where copies go.
     */
    private static final List<String> THIRD_VERSION = List.of("""
            CREATE TABLE left_out (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT,
              table_name TEXT NOT NULL, id INTEGER NOT NULL, attachment TEXT NOT NULL, style TEXT NOT NULL,
              object_key TEXT NOT NULL, message TEXT NOT NULL, remote INTEGER NOT NULL,
              first_at TEXT NOT NULL, last_at TEXT NOT NULL,
              UNIQUE (table_name, id, attachment, style)
            ) STRICT""", """
            CREATE TABLE measure (
              number INTEGER PRIMARY KEY CHECK (number = 1),
              ended_at TEXT NOT NULL, millis INTEGER NOT NULL, objects INTEGER NOT NULL, bytes INTEGER NOT NULL
            ) STRICT""", """
            CREATE TABLE aim (number INTEGER PRIMARY KEY CHECK (number = 1), destination TEXT NOT NULL) STRICT""");

    /** {@code ids}: those of the last rows that were seen when the table was last read to its end, with commas. */
    private static final List<String> FOURTH_VERSION = List.of("""
            CREATE TABLE last_seen (
              table_name TEXT NOT NULL, only TEXT NOT NULL, ids TEXT NOT NULL,
              PRIMARY KEY (table_name, only)
            ) STRICT, WITHOUT ROWID""");

    /** What makes each version of the one before it, the first of nothing. */
    private static final List<List<String>> STEPS = List.of(
            FIRST_VERSION, List.of("ALTER TABLE missing ADD COLUMN remote_url TEXT"), THIRD_VERSION, FOURTH_VERSION);

    private Schema() {}

    /** Makes a new file a ledger, or finds that it is a sound one of a version we know. */
    static void prepare(SqliteFile file) {
        boolean isNew = isEmpty(file);
        if (!isNew) {
            check(file);
            checkPages(file);
        }
        useWriteAheadLog(file);
        file.transaction(() -> {
            STEPS.subList((int) version(file), VERSION).forEach(step -> step.forEach(file::update));
            file.update("PRAGMA application_id = " + APPLICATION_ID);
            // Also where nothing changes: that a ledger cannot be written must show here and not at the first outcome
            file.update("PRAGMA user_version = " + VERSION);
        });
    }

    /** Whether nothing was ever written, or a kill came before the first transaction's end. */
    static boolean isEmpty(SqliteFile file) {
        return file.number("PRAGMA application_id") == 0
                && file.number("PRAGMA user_version") == 0
                && file.number("SELECT count(*) FROM sqlite_schema") == 0;
    }

    /** Which version a sound ledger has; 0 for a file in which nothing was written. */
    static long version(SqliteFile file) {
        return file.number("PRAGMA user_version");
    }

    /** Refuses what is no ledger or of a later version, not an earlier one; reads the head of the file only. */
    static void check(SqliteFile file) {
        if (file.number("PRAGMA application_id") != APPLICATION_ID) {
            throw LedgerFaults.foreign(file.path());
        }
        long version = version(file);
        if (version > VERSION) {
            throw LedgerFaults.newer(file.path(), version, VERSION);
        }
        if (version < 1) {
            throw LedgerFaults.damaged(file.path(), "its schema version is " + version);
        }
    }

    private static void checkPages(SqliteFile file) {
        String finding =
                file.query("PRAGMA quick_check(1)", row -> row.getString(1)).get(0);
        if (!finding.equals("ok")) {
            throw LedgerFaults.damaged(file.path(), finding);
        }
    }

    /** Only after the checks: it writes to the file, which may turn out not to be ours. */
    private static void useWriteAheadLog(SqliteFile file) {
        String mode =
                file.query("PRAGMA journal_mode = WAL", row -> row.getString(1)).get(0);
        if (!mode.equals("wal")) {
            throw new LedgerException(
                    "the ledger " + file.path() + " is on a file system without shared memory (SQLite chose the"
                            + " journal mode " + mode + "): set work.directory to a directory on a local disk",
                    null);
        }
    }
}
