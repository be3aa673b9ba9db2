package org.mediaferry.verify;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;

/**
 * Something at the destination that is not as the database says.
 *
 * @param table whose object it is, or in whose folder an orphan lies; null for one in no such folder
 * @param object what the row names; null for an orphan
 * @param key the key at the destination
 * @param size bytes at the destination; null where nothing is there, or its size is unknown
 * @param lastModified when an orphan was put there; null for anything else
 * @param what what was expected and what is there
 */
public record Finding(
        Kind kind,
        @Nullable String table,
        @Nullable MediaObject object,
        String key,
        @Nullable Long size,
        @Nullable Instant lastModified,
        String what) {

    /** What is the matter. */
    public enum Kind {
        /** The destination does not have it. */
        MISSING(true),
        /** The destination has something else under that key. */
        DIFFERENT(true),
        /** Its bytes could not be read, so they could not be compared. */
        UNREADABLE(true),
        /** Neither store has it: it was lost before. */
        MISSING_AT_SOURCE(false),
        /** It must be private and no ACL is sent, so it is not copied. */
        LEFT_OUT(false),
        /** The destination has it, and no row claims it. */
        ORPHAN(false);

        private final boolean problem;

        Kind(boolean problem) {
            this.problem = problem;
        }

        /** Whether the destination is not what it should be. */
        public boolean isProblem() {
            return problem;
        }

        /** The name in output, e.g. {@code missing-at-source}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(what, "what");
    }
}
