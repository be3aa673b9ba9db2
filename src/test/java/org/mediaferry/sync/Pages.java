package org.mediaferry.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;

/** Pages of a table of accounts, for the tests of this package. */
final class Pages {

    private Pages() {}

    /** A page of rows with a file each. */
    static Page of(long after, long... ids) {
        return of(after, ids.length == 0 ? after : ids[ids.length - 1], ids.length, objects(ids));
    }

    /** A page of rows, of which only some own objects. */
    static Page of(long after, long last, int rows, List<MediaObject> objects) {
        return new Page("accounts", after, last, rows, objects, List.of());
    }

    static List<MediaObject> objects(long... ids) {
        return LongStream.of(ids).mapToObj(Pages::local).toList();
    }

    static MediaObject local(long id) {
        return object(id, "avatar", false);
    }

    static MediaObject remote(long id) {
        return object(id, "avatar", true);
    }

    static MediaObject object(long id, String attachment, boolean remote) {
        return new MediaObject("accounts", id, attachment, "original", id + ".png", null, true, null, remote);
    }

    static List<Long> ids(Page page) {
        return new ArrayList<>(page.objects().stream().map(MediaObject::id).toList());
    }
}
