package org.mediaferry.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code ledger.db} in the work directory: where each job stands, what it counted, which objects are missing,
 * which were given up and which rows are odd. It holds no row per copied object.
 *
 * <p>One process writes at a time ({@link WorkDirectory} sees to that); others may read meanwhile. Any thread may call;
 * they take turns. Times are kept in UTC to the millisecond. Every failure is a {@link LedgerException}.
 */
public final class Ledger implements AutoCloseable {
    static final String FILE_NAME = "ledger.db";

    private static final int LOOKS = 5;
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final SqliteFile file;
    private final Clock clock;
    private final BatchWriter writer;
    private final LedgerReader reader;

    Ledger(SqliteFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.writer = new BatchWriter(file);
        this.reader = new LedgerReader(file);
    }

    /**
     * Opens the ledger of a work directory, or creates it. Reads the whole file once to find damage.
     *
     * @param directory an existing directory
     * @throws LedgerException if the file is damaged, is no ledger, is of a newer version, or cannot be written
     */
    public static Ledger open(Path directory) {
        return open(directory, Clock.systemUTC());
    }

    static Ledger open(Path directory, Clock clock) {
        if (!Files.isDirectory(directory)) {
            throw LedgerFaults.noDirectory(directory, Files.exists(directory));
        }
        Path path = directory.resolve(FILE_NAME);
        try {
            PrivateFiles.createFile(path);
        } catch (IOException e) {
            throw LedgerFaults.of(path, e);
        }
        SqliteFile file = SqliteFile.open(path);
        return orClose(file, () -> {
            Schema.prepare(file);
            return new Ledger(file, clock);
        });
    }

    /**
     * Opens the ledger for one look at it, while a run writes to it or not, on a read-only file system too. It creates
     * no file and blocks no writer. Open it anew for the next look: with no run going on, what a run that starts later
     * writes is not seen.
     *
     * @return empty when the directory has no ledger, or one in which nothing was ever written
     * @throws LedgerException if the file is damaged, is no ledger, is of a newer version, or cannot be read
     */
    public static Optional<Ledger> openReadOnly(Path directory) {
        Path path = directory.resolve(FILE_NAME);
        // What may not be looked at is neither there nor not there
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        SqliteFile file = SqliteFile.openReadOnly(path);
        return orClose(file, () -> {
            if (Schema.isEmpty(file)) {
                file.close();
                return Optional.empty();
            }
            Schema.check(file);
            return Optional.of(new Ledger(file, Clock.systemUTC()));
        });
    }

    /**
     * Asks a ledger something by {@link #openReadOnly}. SQLite may take a file for damaged that a run begins to write, or is
     * done with, between the opening and the answer; so only what fails again and again is a fault.
     *
     * @param question may be asked more than once; its answer is not null
     * @return empty when the directory has no ledger, or one in which nothing was ever written
     * @throws LedgerException if the file is damaged, is no ledger, is of a newer version, or cannot be read
     */
    public static <T> Optional<T> look(Path directory, Function<Ledger, T> question) {
        for (int looks = 1; ; looks++) {
            try (Ledger ledger = openReadOnly(directory).orElse(null)) {
                return Optional.ofNullable(ledger).map(question);
            } catch (LedgerException e) {
                if (looks == LOOKS) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        }
    }

    private static <T> T orClose(SqliteFile file, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The id at or below which every object of the job has an outcome; {@link Long#MIN_VALUE} when the job is new. */
    public long mark(Job job) {
        return reader.mark(job);
    }

    /**
     * Takes a batch down in one transaction that is on the disk when this returns. An object stands on one list at
     * most, by its last outcome: missing, left out, dead letters, or none. A mark that would go back is ignored.
     */
    public void commit(Batch batch) {
        file.transaction(() -> writer.write(batch, now()));
    }

    /**
     * Forgets marks, counters, missing and left out objects and odd rows of the jobs, so that they begin anew. Dead letters stay until
     * an outcome of their object says otherwise.
     */
    public void restart(Collection<Job> jobs) {
        file.transaction(() -> jobs.forEach(this::forget));
    }

    /** Notes that a job was started, and so is not finished. */
    public void started(Job job, Instant at) {
        file.update("""
                INSERT INTO job (table_name, only, mark, started_at, updated_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET started_at = excluded.started_at, finished_at = NULL,
                  updated_at = excluded.updated_at""", job.table(), job.only().label(), Long.MIN_VALUE, text(at), text(now()));
    }

    /**
     * Notes that a job reached the end of its table.
     *
     * @param lastSeen ids of the last rows that it has seen
     */
    public void finished(Job job, Instant at, List<Long> lastSeen) {
        file.transaction(() -> {
            finished(job, at);
            // Not written anew by each pass of a run that follows and finds nothing
            file.update(
                    "INSERT INTO last_seen (table_name, only, ids) VALUES (?, ?, ?)"
                            + " ON CONFLICT DO UPDATE SET ids = excluded.ids WHERE ids <> excluded.ids",
                    job.table(),
                    job.only().label(),
                    lastSeen.stream().map(String::valueOf).collect(Collectors.joining(",")));
        });
    }

    /** Ids of the last rows that were seen when a job last reached the end of its table; none when it never did. */
    public List<Long> lastSeen(Job job) {
        return reader.lastSeen(job);
    }

    private void finished(Job job, Instant at) {
        file.update("""
                INSERT INTO job (table_name, only, mark, finished_at, updated_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET finished_at = excluded.finished_at, updated_at = excluded.updated_at""", job.table(), job.only().label(), Long.MIN_VALUE, text(at), text(now()));
    }

    /** Every job the ledger knows, by table, then {@code all}, {@code local}, {@code remote}. */
    public List<JobState> jobs() {
        return reader.jobs();
    }

    /**
     * A page of the missing objects, in the order of discovery.
     *
     * @param afterSequence the sequence after which the page begins; 0 for the first page
     * @param limit the most objects to return, at least 1
     */
    public List<MissingObject> missing(MissingFilter filter, long afterSequence, int limit) {
        return reader.missing(filter, afterSequence, atLeastOne(limit));
    }

    /**
     * The missing objects of rows that lie close together.
     *
     * @param firstId the lowest id, included
     * @param lastId the highest id, included; the caller bounds what lies between
     */
    public List<MissingObject> missingBetween(String table, long firstId, long lastId) {
        return reader.missingBetween(table, firstId, lastId);
    }

    /**
     * A page of the dead letters, in the order in which they first became such.
     *
     * @param afterSequence the sequence after which the page begins; 0 for the first page
     * @param limit the most letters to return, at least 1
     */
    public List<DeadLetter> deadLetters(DeadLetterFilter filter, long afterSequence, int limit) {
        return reader.deadLetters(filter, afterSequence, atLeastOne(limit));
    }

    /**
     * The highest sequence of a dead letter, 0 if there is none. A replay that goes no further ends, however many fail
     * meanwhile: a letter that fails again keeps its sequence, a new one has a higher.
     */
    public long lastDeadLetter() {
        return reader.lastDeadLetter();
    }

    /**
     * A page of the odd rows, in the order of discovery.
     *
     * @param afterSequence the sequence after which the page begins; 0 for the first page
     * @param limit the most rows to return, at least 1
     */
    public List<OddRowEntry> oddRows(long afterSequence, int limit) {
        return reader.oddRows(afterSequence, atLeastOne(limit));
    }

    /**
     * A page of the objects that were left out, in the order of discovery.
     *
     * @param table of the rows that name them; null for all
     * @param afterSequence the sequence after which the page begins; 0 for the first page
     * @param limit the most objects to return, at least 1
     */
    public List<LeftOutObject> leftOut(@Nullable String table, long afterSequence, int limit) {
        return reader.leftOut(table, afterSequence, atLeastOne(limit));
    }

    /** Where the copies are that it knows of; empty when nobody has said it yet. */
    public Optional<String> destination() {
        return file.query("SELECT destination FROM aim", row -> row.getString(1)).stream()
                .findFirst();
    }

    /** Remembers where copies go from now on, which nobody has said before. */
    public void aimAt(String destination) {
        file.update("INSERT INTO aim (number, destination) VALUES (1, ?)", destination);
    }

    /**
     * Forgets what it knows of another destination: marks, counters, missing and left out objects and odd rows of all jobs.
     * Dead letters stay until an outcome of their object says otherwise.
     */
    public void aimAnewAt(String destination) {
        file.transaction(() -> {
            for (String table : List.of("job", "last_seen", "counter", "missing", "left_out", "odd_row", "aim")) {
                file.update("DELETE FROM " + table);
            }
            aimAt(destination);
        });
    }

    /** Remembers how fast a run is, instead of an earlier one or of what was known of it before. */
    public void measured(Measure measure) {
        file.update(
                "INSERT OR REPLACE INTO measure (number, ended_at, millis, objects, bytes) VALUES (1, ?, ?, ?, ?)",
                text(measure.ended()),
                measure.time().toMillis(),
                measure.objects(),
                measure.bytes());
    }

    /** How fast the last run is or was that copied {@link Measure#FEWEST} objects or more; empty when there was none. */
    public Optional<Measure> measure() {
        return reader.measure();
    }

    /** How long the lists are. */
    public Totals totals() {
        return reader.totals();
    }

    /** Closes the file; a second call does nothing. */
    @Override
    public void close() {
        file.close();
    }

    private void forget(Job job) {
        String table = job.table();
        String only = job.only().label();
        file.update("DELETE FROM job WHERE table_name = ? AND only = ?", table, only);
        file.update("DELETE FROM last_seen WHERE table_name = ? AND only = ?", table, only);
        file.update("DELETE FROM counter WHERE table_name = ? AND only = ?", table, only);
        if (job.only() == Only.ALL) {
            file.update("DELETE FROM missing WHERE table_name = ?", table);
            file.update("DELETE FROM left_out WHERE table_name = ?", table);
            file.update("DELETE FROM odd_row WHERE table_name = ?", table);
        } else {
            int remote = job.only() == Only.REMOTE ? 1 : 0;
            file.update("DELETE FROM missing WHERE table_name = ? AND remote = ?", table, remote);
            file.update("DELETE FROM left_out WHERE table_name = ? AND remote = ?", table, remote);
            file.update("DELETE FROM odd_row WHERE table_name = ? AND only = ?", table, only);
        }
    }

    private static int atLeastOne(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        return limit;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
