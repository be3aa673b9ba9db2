package org.mediaferry.demo;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;

/** The sample as it grows: rows for the database, objects for the source, and what must become of them. */
final class Sample {
    private final String keyPrefix;
    private final Map<String, List<Map<String, @Nullable Object>>> rows = new LinkedHashMap<>();
    private final List<Expected> expected = new ArrayList<>();
    private final List<SourceObject> sourceObjects = new ArrayList<>();
    private final List<String> orphans = new ArrayList<>();

    Sample(String keyPrefix) {
        this.keyPrefix = keyPrefix;
    }

    /**
     * Adds a row.
     *
     * @param columns names and values in turn; the same names for all rows of a table
     */
    void row(String table, @Nullable Object... columns) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            row.put(String.valueOf(columns[i]), columns[i + 1]);
        }
        rows.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
    }

    /**
     * Adds a slot's original, of a length that its key decides.
     *
     * @return its size in bytes as the row must say it, or null when the row does not know
     */
    @Nullable
    Integer original(Slot slot, String fileName, SampleFormat format, boolean present) {
        String key = key(slot.path("original", fileName));
        return original(slot, key, format, Variety.length(key), present);
    }

    /** Adds an original without a single byte. */
    int emptyOriginal(Slot slot, String fileName, SampleFormat format) {
        add(slot, "original", key(slot.path("original", fileName)), format, 0, true, 0L);
        return 0;
    }

    /** Adds a slot's reduced version. */
    void style(Slot slot, String style, String fileName, SampleFormat format, boolean present) {
        String key = key(slot.path(style, fileName));
        add(slot, style, key, format, Variety.length(key), present, null);
    }

    /** Adds an object that no row claims; nothing may copy it. */
    void orphan(String path) {
        String key = key(path);
        orphans.add(key);
        store(key, SampleFormat.JPEG, Variety.length(key), Headers.of("image/jpeg"), "public-read");
    }

    /** A moment on the sample's own clock: n minutes into 2024. */
    static LocalDateTime minute(int n) {
        return LocalDateTime.of(2024, 1, 1, 0, 0).plusMinutes(n);
    }

    Map<String, List<Map<String, @Nullable Object>>> rows() {
        return rows;
    }

    List<Expected> expected() {
        return expected;
    }

    List<SourceObject> sourceObjects() {
        return sourceObjects;
    }

    List<String> orphans() {
        return orphans;
    }

    private @Nullable Integer original(Slot slot, String key, SampleFormat format, int length, boolean present) {
        int bytes = format.bytes(key, length).length;
        Integer known = Variety.sizeUnknown(expected.size()) ? null : bytes;
        add(slot, "original", key, format, length, present, known == null ? null : Long.valueOf(known));
        return known;
    }

    private void add(
            Slot slot,
            String style,
            String key,
            SampleFormat format,
            int length,
            boolean present,
            @Nullable Long size) {
        int n = expected.size();
        Headers headers = Variety.headers(n, format);
        MediaObject object = new MediaObject(
                slot.table(),
                slot.id(),
                slot.attachment(),
                style,
                key,
                slot.acl(),
                style.equals("original"),
                size,
                slot.remote());
        if (!present) {
            expected.add(new Expected(object, null));
            return;
        }
        byte[] bytes = store(key, format, length, headers, Variety.aclAtSource(n, slot.acl()));
        expected.add(new Expected(object, new Content(bytes.length, Md5.of(bytes), headers)));
    }

    private byte[] store(String key, SampleFormat format, int length, Headers headers, String acl) {
        SourceObject object =
                new SourceObject(key, format, length, headers, acl, Variety.storageClass(sourceObjects.size()));
        sourceObjects.add(object);
        return object.bytes();
    }

    /** The prefix as it stands and a slash, before which one leading slash of the whole goes. */
    private String key(String path) {
        String key = keyPrefix.isEmpty() ? path : keyPrefix + "/" + path;
        return key.startsWith("/") ? key.substring(1) : key;
    }
}
