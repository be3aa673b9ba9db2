package org.mediaferry.presence;

import org.jspecify.annotations.Nullable;

/**
 * An object as the bucket has it.
 *
 * @param size its bytes; never negative
 * @param eTag its ETag without quotation marks, or null where the store tells none; an MD5 of the bytes only for
 *     objects that were put in one request and not encrypted with a key of the customer
 */
public record Found(long size, @Nullable String eTag) {

    public Found {
        if (size < 0) {
            throw new IllegalArgumentException("an object has 0 or more bytes, was " + size);
        }
        if (eTag != null && eTag.length() > 1 && eTag.startsWith("\"") && eTag.endsWith("\"")) {
            eTag = eTag.substring(1, eTag.length() - 1);
        }
    }
}
