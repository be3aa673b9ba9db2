package org.mediaferry.demo;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an object at the source says about its bytes.
 *
 * @param contentType the media type
 * @param contentEncoding {@code gzip}, or null when the object has none
 * @param contentDisposition null when the object has none
 * @param contentLanguage null when the object has none
 * @param cacheControl null when the object has none; its copy must have {@link #MASTODON_CACHE_CONTROL} then
 * @param metadata user metadata, names in lower case without {@code x-amz-meta-}
 */
public record Headers(
        String contentType,
        @Nullable String contentEncoding,
        @Nullable String contentDisposition,
        @Nullable String contentLanguage,
        @Nullable String cacheControl,
        Map<String, String> metadata) {

    /** What Mastodon gives to every object, and what a copy gets that has none. */
    public static final String MASTODON_CACHE_CONTROL = "public, max-age=315576000, immutable";

    public Headers {
        Objects.requireNonNull(contentType, "contentType");
        metadata = Map.copyOf(metadata);
    }

    /** An object as Mastodon puts it. */
    static Headers of(String contentType) {
        return new Headers(contentType, null, null, null, MASTODON_CACHE_CONTROL, Map.of());
    }

    /** The Cache-Control that a copy must have: the object's own, else Mastodon's. */
    public String cacheControlOfCopy() {
        return cacheControl == null ? MASTODON_CACHE_CONTROL : cacheControl;
    }

    Headers withEncoding(String value) {
        return new Headers(contentType, value, contentDisposition, contentLanguage, cacheControl, metadata);
    }

    Headers withDisposition(String value) {
        return new Headers(contentType, contentEncoding, value, contentLanguage, cacheControl, metadata);
    }

    Headers withLanguage(String value) {
        return new Headers(contentType, contentEncoding, contentDisposition, value, cacheControl, metadata);
    }

    Headers withCacheControl(@Nullable String value) {
        return new Headers(contentType, contentEncoding, contentDisposition, contentLanguage, value, metadata);
    }

    Headers withMetadata(Map<String, String> value) {
        return new Headers(contentType, contentEncoding, contentDisposition, contentLanguage, cacheControl, value);
    }
}
