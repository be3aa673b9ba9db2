package org.mediaferry.catalog.mastodon;

import java.util.Objects;

/**
 * What stands in front of every key of a server: Mastodon's S3_KEY_PREFIX. Follows Mastodon, {@code
 * config/initializers/paperclip.rb} (4.3 and later), and kt-paperclip, {@code lib/paperclip/storage/s3.rb}, which takes
 * one leading slash away from the whole.
 *
 * @param text as configured, used as it stands: {@code media/} gives {@code media//accounts/...}; empty for none
 */
public record KeyPrefix(String text) {

    public KeyPrefix {
        Objects.requireNonNull(text, "text");
    }

    /** Returns the key of {@code path}; without a prefix that is {@code path} less one leading slash, if it has one. */
    public String prepend(String path) {
        String key = text.isEmpty() ? path : text + "/" + path;
        return key.startsWith("/") ? key.substring(1) : key;
    }

    /**
     * Returns the path of {@code key}, so that {@code remove(prepend(path))} is {@code path} for every path that does
     * not begin with a slash; Mastodon's never do.
     *
     * @throws IllegalArgumentException when the key does not begin with this prefix
     */
    public String remove(String key) {
        String head = prepend("");
        if (!key.startsWith(head)) {
            throw new IllegalArgumentException(
                    "expected a key that begins with \"%s\" (source.key-prefix), came \"%s\"".formatted(head, key));
        }
        return key.substring(head.length());
    }
}
