package org.mediaferry.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.outcome.Reason;

/** The ledger's questions and how their answers' rows are read. */
final class LedgerReader {
    private static final String JOBS = """
            SELECT table_name, only, mark, started_at, finished_at, updated_at FROM job
            ORDER BY table_name, only""";
    private static final String COUNTERS = """
            SELECT kind, mandatory, objects, bytes FROM counter WHERE table_name = ? AND only = ?
            ORDER BY kind, mandatory DESC""";
    private static final String MISSING = """
            SELECT sequence, table_name, id, attachment, style, object_key, acl, mandatory, size, remote, remote_url,
              first_at, last_at
            FROM missing
            """;
    private static final String MISSING_PAGE = """
            WHERE sequence > ?1 AND (?2 IS NULL OR table_name = ?2) AND (?3 IS NULL OR mandatory = ?3)
              AND (?4 IS NULL OR object_key GLOB ?4)
            ORDER BY sequence LIMIT ?5""";
    private static final String MISSING_BETWEEN = "WHERE table_name = ?1 AND id BETWEEN ?2 AND ?3 ORDER BY sequence";
    private static final String DEAD_LETTERS = """
            SELECT sequence, message, reason, cause, tries, first_at, last_at FROM dead_letter
            WHERE sequence > ?1 AND (?2 IS NULL OR reason = ?2) AND (?3 IS NULL OR table_name = ?3)
              AND (?4 IS NULL OR object_key GLOB ?4)
            ORDER BY sequence LIMIT ?5""";
    private static final String ODD_ROWS =
            "SELECT sequence, table_name, id, what, last_at FROM odd_row WHERE sequence > ? ORDER BY sequence LIMIT ?";

    private static final String LEFT_OUT = """
            SELECT sequence, message, first_at, last_at FROM left_out
            WHERE sequence > ?1 AND (?2 IS NULL OR table_name = ?2) ORDER BY sequence LIMIT ?3""";
    private static final String MEASURE = "SELECT ended_at, millis, objects, bytes FROM measure";

    private final SqliteFile file;
    private final Message message = new Message();
    private final String missing;
    private final boolean knowsLeftOut;

    /** @param file of this version or, opened to read only, an earlier one */
    LedgerReader(SqliteFile file) {
        this.file = file;
        this.knowsLeftOut = Schema.version(file) >= Schema.WITH_LEFT_OUT;
        this.missing = Schema.version(file) >= Schema.WITH_REMOTE_URLS
                ? MISSING
                : MISSING.replace("remote_url", "NULL AS remote_url");
    }

    long mark(Job job) {
        String sql = "SELECT mark FROM job WHERE table_name = ? AND only = ?";
        List<Long> marks =
                file.query(sql, row -> row.getLong(1), job.table(), job.only().label());
        return marks.isEmpty() ? Long.MIN_VALUE : marks.get(0);
    }

    List<Long> lastSeen(Job job) {
        String sql = "SELECT ids FROM last_seen WHERE table_name = ? AND only = ? AND ids <> ''";
        return file.query(sql, row -> row.getString(1), job.table(), job.only().label()).stream()
                .flatMap(ids -> Arrays.stream(ids.split(",")))
                .map(Long::valueOf)
                .toList();
    }

    List<JobState> jobs() {
        return file.query(JOBS, this::job);
    }

    List<MissingObject> missing(MissingFilter filter, long after, int limit) {
        Integer mandatory = filter.mandatory() == null ? null : filter.mandatory() ? 1 : 0;
        return file.query(
                missing + MISSING_PAGE,
                LedgerReader::missingObject,
                after,
                filter.table(),
                mandatory,
                glob(filter.keyGlob()),
                limit);
    }

    List<MissingObject> missingBetween(String table, long firstId, long lastId) {
        return file.query(missing + MISSING_BETWEEN, LedgerReader::missingObject, table, firstId, lastId);
    }

    List<DeadLetter> deadLetters(DeadLetterFilter filter, long after, int limit) {
        String reason = filter.reason() == null ? null : filter.reason().label();
        return file.query(DEAD_LETTERS, this::deadLetter, after, reason, filter.table(), glob(filter.keyGlob()), limit);
    }

    long lastDeadLetter() {
        return file.number("SELECT coalesce(max(sequence), 0) FROM dead_letter");
    }

    List<OddRowEntry> oddRows(long after, int limit) {
        return file.query(ODD_ROWS, LedgerReader::oddRow, after, limit);
    }

    List<LeftOutObject> leftOut(@Nullable String table, long after, int limit) {
        return knowsLeftOut ? file.query(LEFT_OUT, this::leftOutObject, after, table, limit) : List.of();
    }

    Optional<Measure> measure() {
        return knowsLeftOut
                ? file.query(MEASURE, LedgerReader::measure).stream().findFirst()
                : Optional.empty();
    }

    Totals totals() {
        Map<Reason, Long> letters = new EnumMap<>(Reason.class);
        file.query(
                "SELECT reason, count(*) FROM dead_letter GROUP BY reason",
                row -> letters.put(Reason.named(row.getString(1)), row.getLong(2)));
        String missing = "SELECT count(*) FROM missing WHERE mandatory = ?";
        return new Totals(
                file.number(missing, 1),
                file.number(missing, 0),
                letters,
                file.number("SELECT count(*) FROM odd_row"),
                knowsLeftOut ? file.number("SELECT count(*) FROM left_out") : 0);
    }

    /** SQLite's GLOB also knows {@code [...]}: a bracket of its own stands for itself. */
    static @Nullable String glob(@Nullable String keyGlob) {
        return keyGlob == null ? null : keyGlob.replace("[", "[[]");
    }

    private JobState job(ResultSet row) throws SQLException {
        Job job = new Job(row.getString(1), Only.ofLabel(row.getString(2)));
        List<Counter> counters = file.query(
                COUNTERS, LedgerReader::counter, job.table(), job.only().label());
        return new JobState(job, row.getLong(3), timeOrNull(row, 4), timeOrNull(row, 5), time(row, 6), counters);
    }

    private static Counter counter(ResultSet row) throws SQLException {
        return new Counter(OutcomeKind.ofLabel(row.getString(1)), row.getBoolean(2), row.getLong(3), row.getLong(4));
    }

    private static MissingObject missingObject(ResultSet row) throws SQLException {
        long bytes = row.getLong(9);
        Long size = row.wasNull() ? null : bytes;
        MediaObject object = new MediaObject(
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8),
                size,
                row.getBoolean(10));
        return new MissingObject(row.getLong(1), object, row.getString(11), time(row, 12), time(row, 13));
    }

    private DeadLetter deadLetter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                object(row, "dead letter"),
                Reason.named(row.getString(3)),
                row.getString(4),
                row.getInt(5),
                time(row, 6),
                time(row, 7));
    }

    private LeftOutObject leftOutObject(ResultSet row) throws SQLException {
        return new LeftOutObject(row.getLong(1), object(row, "left out object"), time(row, 3), time(row, 4));
    }

    /** What the message in the second column says; the first one has the entry's sequence. */
    private MediaObject object(ResultSet row, String what) throws SQLException {
        try {
            return message.read(row.getString(2));
        } catch (JsonProcessingException e) {
            throw LedgerFaults.damaged(
                    file.path(), "the message of " + what + " " + row.getLong(1) + " is no JSON of ours", e);
        }
    }

    private static Measure measure(ResultSet row) throws SQLException {
        return new Measure(time(row, 1), Duration.ofMillis(row.getLong(2)), row.getLong(3), row.getLong(4));
    }

    private static OddRowEntry oddRow(ResultSet row) throws SQLException {
        OddRow odd = new OddRow(row.getString(2), row.getLong(3), row.getString(4));
        return new OddRowEntry(row.getLong(1), odd, time(row, 5));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return Instant.parse(row.getString(column));
    }

    private static @Nullable Instant timeOrNull(ResultSet row, int column) throws SQLException {
        return row.getString(column) == null ? null : time(row, column);
    }
}
