package org.mediaferry.ledger;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.mediaferry.outcome.Outcome;

/** What one run has done so far, in one table or in all. Not safe for threads; {@link Progress} guards it. */
public final class Tally {

    /** What is counted. */
    public enum Kind {
        COPIED,
        ALREADY_THERE,
        MISSING,
        MISSING_OPTIONAL,
        OBSOLETE,
        LEFT_OUT,
        DEAD_LETTER,
        /** Of the copied: those whose access right is private. */
        PRIVATE,
        /** Of the copied: those that replaced an object of another size. */
        REPLACED,
        /** Of those already there: those that were kept, though their size is another one. */
        KEPT
    }

    private static final Set<Kind> COUNTED_ELSEWHERE = Set.of(Kind.PRIVATE, Kind.REPLACED, Kind.KEPT);

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private long bytes;
    private long rows;
    private long queued;
    private long oddRows;

    void add(Outcome outcome) {
        Kind kind = kindOf(outcome);
        counts.merge(kind, 1L, Long::sum);
        if (outcome instanceof Outcome.Copied copied) {
            bytes += copied.bytes();
            addIf("private".equals(copied.object().acl()), Kind.PRIVATE);
            addIf(copied.replaced(), Kind.REPLACED);
        }
        addIf(outcome instanceof Outcome.AlreadyThere there && there.differs(), Kind.KEPT);
    }

    private void addIf(boolean counts, Kind kind) {
        if (counts) {
            this.counts.merge(kind, 1L, Long::sum);
        }
    }

    void addPage(long rowsRead, long objects, long odd) {
        rows += rowsRead;
        queued += objects;
        oddRows += odd;
    }

    /** This tally and another, as a new one. */
    public Tally plus(Tally other) {
        Tally sum = new Tally();
        for (Tally tally : new Tally[] {this, other}) {
            tally.counts.forEach((kind, n) -> sum.counts.merge(kind, n, Long::sum));
            sum.bytes += tally.bytes;
            sum.addPage(tally.rows, tally.queued, tally.oddRows);
        }
        return sum;
    }

    /** How many outcomes of a kind. */
    public long of(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Objects with an outcome. */
    public long objects() {
        return counts.entrySet().stream()
                .filter(e -> !COUNTED_ELSEWHERE.contains(e.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Bytes copied. */
    public long bytes() {
        return bytes;
    }

    /** Rows read, those without a file included. */
    public long rows() {
        return rows;
    }

    /** Objects that the rows read so far own. */
    public long queued() {
        return queued;
    }

    /** Rows, or values of them, that the rules do not cover. */
    public long oddRows() {
        return oddRows;
    }

    private static Kind kindOf(Outcome outcome) {
        if (outcome instanceof Outcome.Copied) {
            return Kind.COPIED;
        }
        if (outcome instanceof Outcome.AlreadyThere) {
            return Kind.ALREADY_THERE;
        }
        if (outcome instanceof Outcome.Missing missing) {
            return missing.object().mandatory() ? Kind.MISSING : Kind.MISSING_OPTIONAL;
        }
        if (outcome instanceof Outcome.LeftOut) {
            return Kind.LEFT_OUT;
        }
        return outcome instanceof Outcome.Obsolete ? Kind.OBSOLETE : Kind.DEAD_LETTER;
    }
}
