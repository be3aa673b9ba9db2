package org.mediaferry.ledger;

/**
 * How many outcomes of one kind a job has had. An object that was copied again after a crash, or replayed, counts each
 * time: counters tell what was done, the lists of missing objects and dead letters tell what is left.
 *
 * @param kind the kind of outcome
 * @param mandatory whether the objects' absence would be a loss
 * @param objects the number of outcomes
 * @param bytes copied: as the destination confirmed; else as the database says, 0 where it does not
 */
public record Counter(OutcomeKind kind, boolean mandatory, long objects, long bytes) {

    Counter plus(Counter other) {
        return new Counter(kind, mandatory, objects + other.objects, bytes + other.bytes);
    }
}
