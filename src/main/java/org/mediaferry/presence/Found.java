package org.mediaferry.presence;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object as the bucket has it.
 *
 * @param size its bytes; never negative
 * @param eTag its ETag without quotation marks, or null where the store tells none, or tells that it is no hash of the
 *     bytes; an MD5 of them only for objects that were put in one request and not encrypted with KMS or with a key of
 *     the customer, of which a listing says nothing
 */
public record Found(long size, @Nullable String eTag) {

    private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");

    public Found {
        if (size < 0) {
            throw new IllegalArgumentException("an object has 0 or more bytes, was " + size);
        }
        if (eTag != null && eTag.length() > 1 && eTag.startsWith("\"") && eTag.endsWith("\"")) {
            eTag = eTag.substring(1, eTag.length() - 1);
        }
    }

    /** The ETag in lower case where it has the form of an MD5; empty for that of a multipart upload, or none. */
    public Optional<String> md5() {
        return eTag != null && MD5.matcher(eTag).matches()
                ? Optional.of(eTag.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
