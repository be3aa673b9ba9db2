package org.mediaferry.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.outcome.Outcome;

/** Writes a batch, inside a transaction of the caller. */
final class BatchWriter {
    private static final String COUNT = """
            INSERT INTO counter (table_name, only, kind, mandatory, objects, bytes) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET objects = objects + excluded.objects, bytes = bytes + excluded.bytes""";
    private static final String MARK = """
            INSERT INTO job (table_name, only, mark, updated_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET mark = max(mark, excluded.mark), updated_at = excluded.updated_at""";
    private static final String MISSING = """
            INSERT INTO missing (table_name, id, attachment, style, object_key, acl, mandatory, size, remote,
                                 remote_url, first_at, last_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET object_key = excluded.object_key, acl = excluded.acl,
              mandatory = excluded.mandatory, size = excluded.size, remote = excluded.remote,
              remote_url = excluded.remote_url,
              last_at = excluded.last_at""";
    private static final String DEAD_LETTER = """
            INSERT INTO dead_letter (table_name, id, attachment, style, object_key, message, reason, cause, tries,
                                     first_at, last_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET object_key = excluded.object_key, message = excluded.message,
              reason = excluded.reason, cause = excluded.cause, tries = tries + excluded.tries,
              last_at = excluded.last_at""";
    private static final String LEFT_OUT = """
            INSERT INTO left_out (table_name, id, attachment, style, object_key, message, remote, first_at, last_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET object_key = excluded.object_key, message = excluded.message,
              remote = excluded.remote, last_at = excluded.last_at""";
    private static final String ODD_ROW = """
            INSERT INTO odd_row (table_name, id, what, only, last_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET only = excluded.only, last_at = excluded.last_at""";
    private static final String ANY_MISSING =
            "SELECT EXISTS (SELECT 1 FROM missing WHERE table_name = ? AND id BETWEEN ? AND ?)";
    private static final String NOT_MISSING =
            "DELETE FROM missing WHERE table_name = ? AND id = ? AND attachment = ? AND style = ?";
    private static final String ANY_DEAD_LETTER =
            "SELECT EXISTS (SELECT 1 FROM dead_letter WHERE table_name = ? AND id BETWEEN ? AND ?)";
    private static final String RESOLVED =
            "DELETE FROM dead_letter WHERE table_name = ? AND id = ? AND attachment = ? AND style = ?";

    private static final String ANY_LEFT_OUT =
            "SELECT EXISTS (SELECT 1 FROM left_out WHERE table_name = ? AND id BETWEEN ? AND ?)";
    private static final String NOT_LEFT_OUT =
            "DELETE FROM left_out WHERE table_name = ? AND id = ? AND attachment = ? AND style = ?";

    private final SqliteFile file;
    private final Message message = new Message();

    BatchWriter(SqliteFile file) {
        this.file = file;
    }

    void write(Batch batch, Instant now) {
        count(batch, now);
        Collection<Outcome> last = lastOfEachObject(batch.outcomes());
        remove(last, OutcomeKind.MISSING, ANY_MISSING, NOT_MISSING);
        remove(last, OutcomeKind.DEAD_LETTER, ANY_DEAD_LETTER, RESOLVED);
        remove(last, OutcomeKind.LEFT_OUT, ANY_LEFT_OUT, NOT_LEFT_OUT);
        for (Outcome outcome : last) {
            if (outcome instanceof Outcome.Missing missing) {
                add(missing, now);
            } else if (outcome instanceof Outcome.DeadLetter letter) {
                add(letter, now);
            } else if (outcome instanceof Outcome.LeftOut) {
                addLeftOut(outcome.object(), now);
            }
        }
        for (OddRow row : batch.oddRows()) {
            file.update(ODD_ROW, row.table(), row.id(), row.what(), batch.only().label(), now.toString());
        }
        batch.marks().forEach((job, mark) -> mark(job, mark, now));
    }

    private void count(Batch batch, Instant now) {
        Map<Count, Counter> counters = batch.outcomes().stream()
                .collect(Collectors.toMap(Count::of, outcome -> counter(outcome), Counter::plus, LinkedHashMap::new));
        counters.forEach((count, counter) -> file.update(
                COUNT,
                count.table(),
                batch.only().label(),
                counter.kind().label(),
                flag(counter.mandatory()),
                counter.objects(),
                counter.bytes()));
        counters.keySet().stream()
                .map(Count::table)
                .distinct()
                .forEach(table -> mark(new Job(table, batch.only()), Long.MIN_VALUE, now));
    }

    private static Counter counter(Outcome outcome) {
        MediaObject object = outcome.object();
        Long size = object.size();
        long known = size == null ? 0 : size;
        long bytes = outcome instanceof Outcome.Copied copied ? copied.bytes() : known;
        return new Counter(OutcomeKind.of(outcome), object.mandatory(), 1, bytes);
    }

    private static Collection<Outcome> lastOfEachObject(List<Outcome> outcomes) {
        Map<Identity, Outcome> last = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            last.put(Identity.of(outcome.object()), outcome);
        }
        return last.values();
    }

    /**
     * Takes the objects off a list to which their outcome does not belong. A batch's ids lie close together and most
     * are on no list, so one look at the range usually spares a statement per object.
     */
    private void remove(Collection<Outcome> outcomes, OutcomeKind listed, String any, String delete) {
        Map<String, List<MediaObject>> byTable = outcomes.stream()
                .filter(outcome -> OutcomeKind.of(outcome) != listed)
                .map(Outcome::object)
                .collect(Collectors.groupingBy(MediaObject::table));
        byTable.forEach((table, objects) -> {
            LongSummaryStatistics ids =
                    objects.stream().mapToLong(MediaObject::id).summaryStatistics();
            if (file.number(any, table, ids.getMin(), ids.getMax()) != 0) {
                objects.forEach(o -> file.update(delete, table, o.id(), o.attachment(), o.style()));
            }
        });
    }

    private void add(Outcome.Missing missing, Instant now) {
        MediaObject o = missing.object();
        file.update(
                MISSING,
                o.table(),
                o.id(),
                o.attachment(),
                o.style(),
                o.key(),
                o.acl(),
                flag(o.mandatory()),
                o.size(),
                flag(o.remote()),
                missing.remoteUrl(),
                now.toString(),
                now.toString());
    }

    private void add(Outcome.DeadLetter letter, Instant now) {
        MediaObject o = letter.object();
        file.update(
                DEAD_LETTER,
                o.table(),
                o.id(),
                o.attachment(),
                o.style(),
                o.key(),
                message.of(o),
                letter.reason().label(),
                letter.cause(),
                letter.tries(),
                now.toString(),
                now.toString());
    }

    private void addLeftOut(MediaObject o, Instant now) {
        file.update(
                LEFT_OUT,
                o.table(),
                o.id(),
                o.attachment(),
                o.style(),
                o.key(),
                message.of(o),
                flag(o.remote()),
                now.toString(),
                now.toString());
    }

    /** A mark never goes back: {@link Long#MIN_VALUE} leaves it as it is. */
    private void mark(Job job, long mark, Instant now) {
        file.update(MARK, job.table(), job.only().label(), mark, now.toString());
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }

    /** What outcomes are counted by, within a batch. */
    private record Count(String table, OutcomeKind kind, boolean mandatory) {

        static Count of(Outcome outcome) {
            return new Count(
                    outcome.object().table(),
                    OutcomeKind.of(outcome),
                    outcome.object().mandatory());
        }
    }
}
