package org.mediaferry.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;

/** The rows of media_attachments, in memory, and how often they were read. */
final class TableOfRows implements Rows {

    static final String TABLE = "media_attachments";

    private final NavigableMap<Long, List<MediaObject>> rows = new TreeMap<>();
    private int pages;
    private long rowsRead;

    /** Adds a row without a file. */
    TableOfRows bare(long id) {
        rows.put(id, List.of());
        return this;
    }

    /** Adds a row with an original, and a reduced version of unknown size. */
    TableOfRows with(long id) {
        String folder = TABLE + "/files/" + partition(id) + "/";
        return with(id, object(id, "original", folder + "original/a.png"), object(id, "small", folder + "small/a.png"));
    }

    TableOfRows with(long id, MediaObject... objects) {
        rows.put(id, List.of(objects));
        return this;
    }

    void remove(long id) {
        rows.remove(id);
    }

    /** As Mastodon cuts ids of 9 and of 18 digits. */
    static String partition(long id) {
        String digits = id < 1_000_000_000 ? "%09d".formatted(id) : "%018d".formatted(id);
        return String.join("/", digits.split("(?<=\\G...)"));
    }

    /** An object whose size, for an original, is that which the fake stores give it. */
    static MediaObject object(long id, String style, String key) {
        boolean original = style.equals("original");
        return new MediaObject(
                TABLE, id, "file", style, key, null, original, original ? Long.valueOf(key.length()) : null, false);
    }

    List<String> keys() {
        return rows.values().stream()
                .flatMap(Collection::stream)
                .map(MediaObject::key)
                .toList();
    }

    /** All rows as one page. */
    Page all() {
        return page(TABLE, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    int pages() {
        return pages;
    }

    long rowsRead() {
        return rowsRead;
    }

    @Override
    public Page page(String table, long after, long most) {
        pages++;
        List<MediaObject> objects = new ArrayList<>();
        List<Long> ids =
                rows.tailMap(after, false).keySet().stream().limit(most).toList();
        ids.forEach(id -> objects.addAll(rows.get(id)));
        rowsRead += ids.size();
        return new Page(table, after, ids.isEmpty() ? after : ids.get(ids.size() - 1), ids.size(), objects, List.of());
    }
}
