package org.mediaferry.demo;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;

/**
 * One object that a row of the sample claims, and what the source holds under its key.
 *
 * @param object as a plan must name it: key, ACL, size by the database, ...
 * @param content what the source holds, or null when the source lacks the object
 */
public record Expected(MediaObject object, @Nullable Content content) {

    public Expected {
        Objects.requireNonNull(object, "object");
    }

    /** The key at the source, prefix included. */
    public String key() {
        return object.key();
    }

    /** Whether the source has the object; if not, no copy of it can be. */
    public boolean presentAtSource() {
        return content != null;
    }

    /** Whether nobody but the owner may read it. */
    public boolean isPrivate() {
        return "private".equals(object.acl());
    }

    /**
     * The same object with another ACL, as another {@code S3_PERMISSION} would have it.
     *
     * @param acl a canned ACL, or null to expect nothing of the ACL
     */
    public Expected withAcl(@Nullable String acl) {
        MediaObject o = object;
        return new Expected(
                new MediaObject(
                        o.table(),
                        o.id(),
                        o.attachment(),
                        o.style(),
                        o.key(),
                        acl,
                        o.mandatory(),
                        o.size(),
                        o.remote()),
                content);
    }
}
