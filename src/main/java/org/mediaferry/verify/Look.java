package org.mediaferry.verify;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.presence.Found;

/**
 * What is known of one object.
 *
 * @param object what the row names
 * @param key its key at the destination
 * @param copy what the destination has, or null for nothing
 * @param source what the source has, or null for nothing, or when it was not asked
 * @param sourceAsked whether the source was asked
 */
record Look(
        MediaObject object,
        String key,
        @Nullable Found copy,
        @Nullable Found source,
        boolean sourceAsked) {

    /** What this comes to; docs/decisions/0011-what-verify-calls-wrong.md says why. */
    Verdict verdict() {
        if (copy == null) {
            return sourceAsked && source == null ? Verdict.MISSING_AT_SOURCE : Verdict.MISSING;
        }
        if (source != null) {
            return ofBoth(copy, source);
        }
        if (object.size() == null) {
            return Verdict.THERE;
        }
        return object.size() == copy.size() ? Verdict.SAME_SIZE : Verdict.OTHER_SIZE;
    }

    /** The source decides, and not the row, whose size may be wrong. */
    private static Verdict ofBoth(Found copy, Found source) {
        if (copy.size() != source.size()) {
            return Verdict.OTHER_SIZE;
        }
        Optional<String> hash = source.md5();
        if (hash.isEmpty() || copy.md5().isEmpty()) {
            return Verdict.SAME_SIZE;
        }
        return hash.equals(copy.md5()) ? Verdict.SAME_HASH : Verdict.OTHER_HASH;
    }

    /** The same object, looked at once more. */
    Look again(@Nullable Found copyNow, @Nullable Found sourceNow) {
        return new Look(object, key, copyNow, sourceNow, sourceAsked);
    }

    /** The same looks at what the row names now: another size, perhaps. */
    Look of(MediaObject now) {
        return new Look(now, key, copy, source, sourceAsked);
    }

    /** The verdict in words: what was expected, and what is there. */
    String what() {
        return switch (verdict()) {
            case MISSING -> sourceAsked ? "the source has it, the destination does not" : "the destination has none";
            case MISSING_AT_SOURCE -> "neither the source nor the destination has it";
            case OTHER_SIZE ->
                source == null
                        ? "the row says " + object.size() + " bytes, the destination has " + size(copy)
                        : "the source has " + size(source) + " bytes, the destination has " + size(copy);
            case OTHER_HASH -> "the source has MD5 " + md5(source) + ", the destination has MD5 " + md5(copy);
            case SAME_HASH, SAME_SIZE, THERE -> "as it should be";
        };
    }

    private static long size(@Nullable Found found) {
        return found == null ? 0 : found.size();
    }

    private static String md5(@Nullable Found found) {
        return found == null ? "" : found.md5().orElse("");
    }
}
