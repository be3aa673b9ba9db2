package org.mediaferry.cli;

import java.util.LinkedHashMap;
import java.util.Map;
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

    /** @param there how many of the page's objects the destination has */
    void add(Page page, long there) {
        alreadyThere += there;
        rows += page.rows();
        oddRows += page.oddRows().size();
        page.oddRows().forEach(Warnings::oddRow);
        page.objects().forEach(this::add);
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
    }

    private void add(MediaObject object) {
        objects++;
        remote += object.remote() ? 1 : 0;
        confidential += "private".equals(object.acl()) ? 1 : 0;
        withoutAcl += object.acl() == null ? 1 : 0;
        bytes += object.size() == null ? 0 : object.size();
        sizeUnknown += object.size() == null ? 1 : 0;
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

    /** A GET and a PUT for each object that is not there. */
    long requests() {
        return 2 * (objects - alreadyThere);
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
        return figures;
    }
}
