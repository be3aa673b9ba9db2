package org.mediaferry.verify;

import java.util.EnumMap;
import java.util.Map;
import org.mediaferry.verify.Finding.Kind;

/** What was found in one table, or in all. Not safe for threads. */
public final class Counts {

    private final Map<Verdict, Long> right = new EnumMap<>(Verdict.class);
    private final Map<Kind, Long> findings = new EnumMap<>(Kind.class);
    private long missingOptional;
    private long obsolete;
    private long sampled;

    void addRight(Verdict verdict) {
        right.merge(verdict, 1L, Long::sum);
    }

    void add(Finding finding) {
        findings.merge(finding.kind(), 1L, Long::sum);
        if (finding.kind() == Kind.MISSING
                && finding.object() != null
                && !finding.object().mandatory()) {
            missingOptional++;
        }
    }

    /** Takes back that an object is right: its bytes said otherwise. */
    void takeBack(Verdict verdict) {
        right.merge(verdict, -1L, Long::sum);
    }

    void addObsolete(long objects) {
        obsolete += objects;
    }

    void addSampled() {
        sampled++;
    }

    /** Adds another table's figures. */
    public void add(Counts other) {
        other.right.forEach((verdict, n) -> right.merge(verdict, n, Long::sum));
        other.findings.forEach((kind, n) -> findings.merge(kind, n, Long::sum));
        missingOptional += other.missingOptional;
        obsolete += other.obsolete;
        sampled += other.sampled;
    }

    /** Objects that the database names; each is right, or one of the findings. */
    public long objects() {
        return there()
                + findings.entrySet().stream()
                        .filter(e -> e.getKey() != Kind.ORPHAN)
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    /** Objects that are as they should be, as far as was compared. */
    public long there() {
        return sameHash() + sameSize() + sizeUnknown();
    }

    /** Of those, the ones that have the MD5 of the source's. */
    public long sameHash() {
        return right.getOrDefault(Verdict.SAME_HASH, 0L);
    }

    /** Of those, the ones of which the size alone was compared. */
    public long sameSize() {
        return right.getOrDefault(Verdict.SAME_SIZE, 0L);
    }

    /** Of those, the ones of which no size is known to compare with. */
    public long sizeUnknown() {
        return right.getOrDefault(Verdict.THERE, 0L);
    }

    /** How many findings of a kind. */
    public long of(Kind kind) {
        return findings.getOrDefault(kind, 0L);
    }

    /** Of the missing ones, those that may rightly be absent: reduced versions. */
    public long missingOptional() {
        return missingOptional;
    }

    /** Objects that their row no longer named when it was read again. */
    public long obsolete() {
        return obsolete;
    }

    /** Objects whose bytes were compared. */
    public long sampled() {
        return sampled;
    }

    /** Whether a finding says that the destination is not what it should be. */
    public boolean hasProblems() {
        return findings.entrySet().stream().anyMatch(e -> e.getKey().isProblem() && e.getValue() > 0);
    }
}
