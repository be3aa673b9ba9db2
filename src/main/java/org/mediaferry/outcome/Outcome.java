package org.mediaferry.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;

/** What became of one object. Travels as JSON to the ledger. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Copied.class, name = "copied"),
    @JsonSubTypes.Type(value = Outcome.AlreadyThere.class, name = "already-there"),
    @JsonSubTypes.Type(value = Outcome.Missing.class, name = "missing"),
    @JsonSubTypes.Type(value = Outcome.Obsolete.class, name = "obsolete"),
    @JsonSubTypes.Type(value = Outcome.LeftOut.class, name = "left-out"),
    @JsonSubTypes.Type(value = Outcome.DeadLetter.class, name = "dead-letter")
})
public sealed interface Outcome {

    /** The object whose fate this is. */
    MediaObject object();

    /** What became of it, for a reader. */
    String fate();

    /** One line for a reader. */
    default String line() {
        return object().table() + " " + object().id() + " - " + fate() + ": " + object().key();
    }

    /**
     * @param bytes the length that the destination confirmed
     * @param replaced whether an object of another size than the database says was there before
     */
    record Copied(MediaObject object, long bytes, boolean replaced) implements Outcome {
        @Override
        public String fate() {
            return "copied, " + bytes + " bytes" + ("private".equals(object.acl()) ? ", private" : "");
        }

        /** Of an object that replaced none, or not knowingly. */
        public Copied(MediaObject object, long bytes) {
            this(object, bytes, false);
        }
    }

    /**
     * The destination had it before: same key, same size where that is known.
     *
     * @param differs whether the size is another one, and the settings say to keep what is there
     */
    record AlreadyThere(MediaObject object, boolean differs) implements Outcome {
        @Override
        public String fate() {
            return "already there";
        }

        /** Of an object whose size is not another one. */
        public AlreadyThere(MediaObject object) {
            this(object, false);
        }
    }

    /**
     * The source has none, and the row still names it.
     *
     * @param remoteUrl where another server has the file, by the row; null for a local object, or where it is unknown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Missing(MediaObject object, @Nullable String remoteUrl) implements Outcome {
        @Override
        public String fate() {
            return "missing at the source";
        }
    }

    /** The row changed or vanished meanwhile. */
    record Obsolete(MediaObject object) implements Outcome {
        @Override
        public String fate() {
            return "obsolete";
        }
    }

    /** It must be private, the destination gets no ACLs, and the settings do not say to copy it all the same. */
    record LeftOut(MediaObject object) implements Outcome {
        @Override
        public String fate() {
            return "left out";
        }
    }

    /**
     * Given up after the last try; can be replayed.
     *
     * @param cause the exceptions' names and messages, outermost first; never a secret
     * @param tries how often get and put were tried, at least 1
     */
    record DeadLetter(MediaObject object, Reason reason, String cause, int tries) implements Outcome {
        @Override
        public String fate() {
            return "dead letter, " + reason.label();
        }
    }
}
