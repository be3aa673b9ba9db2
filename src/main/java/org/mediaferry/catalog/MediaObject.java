package org.mediaferry.catalog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One object that a row of the server's database says must exist in the store. As JSON, in this order of components, it
 * is the line that {@code plan --format jsonl} prints and the message that travels through the queues.
 *
 * @param table the table whose row owns the object
 * @param id the row's primary key; may be negative (the instance's own actor) and exceed 2^53
 * @param attachment the file slot of the row, e.g. {@code avatar}
 * @param style {@code original} or the name of a reduced version
 * @param key the key at the source, prefix included
 * @param acl the canned ACL that the object must have ({@code public-read}, {@code private}, ...), or null to send none
 * @param mandatory whether its absence is a loss; reduced versions may rightly be absent
 * @param size bytes by the database, or null when unknown; never negative
 * @param remote whether the object is a cached copy of another server's file
 */
public record MediaObject(
        String table,
        long id,
        String attachment,
        String style,
        String key,
        @Nullable String acl,
        boolean mandatory,
        @Nullable Long size,
        boolean remote) {

    public MediaObject {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(attachment, "attachment");
        Objects.requireNonNull(style, "style");
        Objects.requireNonNull(key, "key");
        if (size != null && size < 0) {
            throw new IllegalArgumentException("size must not be negative, was " + size);
        }
    }
}
