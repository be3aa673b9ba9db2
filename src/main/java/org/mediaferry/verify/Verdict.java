package org.mediaferry.verify;

import java.util.Optional;
import org.mediaferry.verify.Finding.Kind;

/** What a look at the stores says of one object. */
enum Verdict {
    /** Both have it, with the same MD5. */
    SAME_HASH,
    /** The size is that of the source, or of the row where the source was not asked; nothing tells a hash. */
    SAME_SIZE,
    /** It is there; no size is known to compare with. */
    THERE,
    MISSING,
    MISSING_AT_SOURCE,
    OTHER_SIZE,
    OTHER_HASH;

    /** Whether nothing is wrong, as far as was compared. */
    boolean isRight() {
        return this == SAME_HASH || this == SAME_SIZE || this == THERE;
    }

    /** What to report; empty where all is as it should be. */
    Optional<Kind> finding() {
        return switch (this) {
            case SAME_HASH, SAME_SIZE, THERE -> Optional.empty();
            case MISSING -> Optional.of(Kind.MISSING);
            case MISSING_AT_SOURCE -> Optional.of(Kind.MISSING_AT_SOURCE);
            case OTHER_SIZE, OTHER_HASH -> Optional.of(Kind.DIFFERENT);
        };
    }
}
