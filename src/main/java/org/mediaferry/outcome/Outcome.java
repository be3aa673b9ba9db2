package org.mediaferry.outcome;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.mediaferry.catalog.MediaObject;

/** What became of one object. Travels as JSON to the ledger. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Copied.class, name = "copied"),
    @JsonSubTypes.Type(value = Outcome.AlreadyThere.class, name = "already-there"),
    @JsonSubTypes.Type(value = Outcome.Missing.class, name = "missing"),
    @JsonSubTypes.Type(value = Outcome.Obsolete.class, name = "obsolete"),
    @JsonSubTypes.Type(value = Outcome.DeadLetter.class, name = "dead-letter")
})
public sealed interface Outcome {

    /** The object whose fate this is. */
    MediaObject object();

    /** @param bytes the length that the destination confirmed */
    record Copied(MediaObject object, long bytes) implements Outcome {}

    /** The destination had it before: same key, same size where that is known. */
    record AlreadyThere(MediaObject object) implements Outcome {}

    /** The source has none, and the row still names it. */
    record Missing(MediaObject object) implements Outcome {}

    /** The row changed or vanished meanwhile. */
    record Obsolete(MediaObject object) implements Outcome {}

    /**
     * Given up after the last try; can be replayed.
     *
     * @param cause the exceptions' names and messages, outermost first; never a secret
     * @param tries how often get and put were tried, at least 1
     */
    record DeadLetter(MediaObject object, Reason reason, String cause, int tries) implements Outcome {}
}
