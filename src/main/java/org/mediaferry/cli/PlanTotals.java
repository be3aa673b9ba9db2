package org.mediaferry.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;

/** Sums over the objects that a plan names. */
final class PlanTotals {

    private long rows;
    private long objects;
    private long remote;
    private long confidential;
    private long withoutAcl;
    private long bytes;
    private long sizeUnknown;
    private long oddRows;
    private long alreadyThere;
    private long leftOut;
    private long bytesToCopy;
    private long sizeUnknownToCopy;

    /**
     * @param there those of the page's objects that the destination has
     * @param isLeftOut which of the others are not copied, by the settings
     */
    void add(Page page, Set<MediaObject> there, Predicate<MediaObject> isLeftOut) {
        alreadyThere += there.size();
        rows += page.rows();
        oddRows += page.oddRows().size();
        page.oddRows().forEach(Warnings::oddRow);
        for (MediaObject object : page.objects()) {
            add(object);
            if (!there.contains(object)) {
                addMissing(object, isLeftOut.test(object));
            }
        }
    }

    void add(PlanTotals other) {
        rows += other.rows;
        objects += other.objects;
        remote += other.remote;
        confidential += other.confidential;
        withoutAcl += other.withoutAcl;
        bytes += other.bytes;
        sizeUnknown += other.sizeUnknown;
        oddRows += other.oddRows;
        alreadyThere += other.alreadyThere;
        leftOut += other.leftOut;
        bytesToCopy += other.bytesToCopy;
        sizeUnknownToCopy += other.sizeUnknownToCopy;
    }

    private void add(MediaObject object) {
        objects++;
        remote += object.remote() ? 1 : 0;
        confidential += "private".equals(object.acl()) ? 1 : 0;
        withoutAcl += object.acl() == null ? 1 : 0;
        bytes += object.size() == null ? 0 : object.size();
        sizeUnknown += object.size() == null ? 1 : 0;
    }

    /** The destination does not have it. */
    private void addMissing(MediaObject object, boolean isLeftOut) {
        leftOut += isLeftOut ? 1 : 0;
        if (!isLeftOut) {
            bytesToCopy += object.size() == null ? 0 : object.size();
            sizeUnknownToCopy += object.size() == null ? 1 : 0;
        }
    }

    long rows() {
        return rows;
    }

    long objects() {
        return objects;
    }

    long local() {
        return objects - remote;
    }

    long remote() {
        return remote;
    }

    /** Objects that anybody may read, or that have the ACL that S3_PERMISSION names. */
    long open() {
        return objects - confidential - withoutAcl;
    }

    long confidential() {
        return confidential;
    }

    long withoutAcl() {
        return withoutAcl;
    }

    long bytes() {
        return bytes;
    }

    long sizeUnknown() {
        return sizeUnknown;
    }

    long alreadyThere() {
        return alreadyThere;
    }

    /** Objects that must be private, and are not copied because no ACL is sent. */
    long leftOut() {
        return leftOut;
    }

    /** Objects to copy. */
    long toCopy() {
        return objects - alreadyThere - leftOut;
    }

    /** Bytes to copy, as far as the database knows sizes. */
    long bytesToCopy() {
        return bytesToCopy;
    }

    /** Objects to copy of which the database knows no size. */
    long sizeUnknownToCopy() {
        return sizeUnknownToCopy;
    }

    /** A GET and a PUT for each object to copy. */
    long requests() {
        return 2 * toCopy();
    }

    /** @param offline whether the destination was not asked, so that nothing is known of what it has */
    Map<String, @Nullable Object> figures(boolean offline) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("rows", rows);
        figures.put("objects", objects);
        figures.put("alreadyThere", offline ? null : alreadyThere);
        figures.put("requests", requests());
        figures.put("local", local());
        figures.put("remote", remote);
        figures.put("public", open());
        figures.put("private", confidential);
        figures.put("noAcl", withoutAcl);
        figures.put("bytesKnown", bytes);
        figures.put("sizeUnknown", sizeUnknown);
        figures.put("oddRows", oddRows);
        figures.put("leftOut", leftOut);
        return figures;
    }
}
