package org.mediaferry.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every put to the destination says, besides what the source's object has.
 *
 * @param acl which ACL is asked for
 * @param storageClass null = the bucket's default
 * @param encryption which encryption is asked for
 * @param cacheControl for objects whose source has none; null = none
 */
public record PutHeaders(
        DestinationAcl acl,
        @Nullable String storageClass,
        Encryption encryption,
        @Nullable String cacheControl) {

    public PutHeaders {
        Objects.requireNonNull(acl, "acl");
        Objects.requireNonNull(encryption, "encryption");
    }

    static PutHeaders of(Values values) {
        String cacheControl = values.required(Keys.DESTINATION_CACHE_CONTROL);
        return new PutHeaders(
                values.required(Keys.DESTINATION_ACL),
                values.get(Keys.DESTINATION_STORAGE_CLASS),
                Encryption.of(values),
                cacheControl.isEmpty() ? null : cacheControl);
    }
}
