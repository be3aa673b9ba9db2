package org.mediaferry.transfer;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One copy under way: the source's bytes, and what the destination is to be told about them. Each attempt has its own.
 *
 * @param key the key at the destination, as {@link RouteKey} writes it into a Camel header
 * @param body the source's bytes; its end tells the length and, where asked for, the hash
 * @param length bytes promised by the source, 0 for an empty object
 * @param acl the name of the constant in the SDK's {@code ObjectCannedACL} that camel-aws2-s3 asks for, or null for none
 * @param contentMd5 base64 of the MD5 that the source's ETag promises, or null when the ETag is no MD5
 * @param metadata the source's user metadata, and what {@link RouteClient} reads out of it
 * @param parts how many the put has, 0 for one that is not cut
 * @param begunNanos {@link System#nanoTime} before anything was sent
 */
public record Copy(
        String key,
        SourceBody body,
        long length,
        @Nullable String acl,
        @Nullable String cacheControl,
        @Nullable String contentDisposition,
        @Nullable String contentEncoding,
        @Nullable String contentType,
        @Nullable String contentMd5,
        Map<String, String> metadata,
        int parts,
        long begunNanos) {

    public Copy {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(body, "body");
        metadata = Map.copyOf(metadata);
    }

    /** The time since before anything was sent. */
    Duration sinceBegin() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }
}
