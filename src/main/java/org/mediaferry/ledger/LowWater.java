package org.mediaferry.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mediaferry.catalog.MediaObject;

/**
 * The low-water mark of one table: the highest id at or below which every object has an outcome. Holds the objects that
 * are queued or in flight, so it is as large as a page and a queue, never as a table.
 */
final class LowWater {

    private final TreeMap<Long, Map<String, MediaObject>> open = new TreeMap<>();
    private long reached;

    /** @param reached the mark to begin with; {@link Long#MIN_VALUE} for a table not begun */
    LowWater(long reached) {
        this.reached = reached;
    }

    /** Takes note of a page before any of its objects is queued. Once more is harmless. */
    void open(List<MediaObject> objects, long lastId) {
        for (MediaObject object : objects) {
            open.computeIfAbsent(object.id(), id -> new LinkedHashMap<>()).put(slot(object), object);
        }
        reached = Math.max(reached, lastId);
    }

    /**
     * Takes note of an outcome; of one that is not open, nothing.
     *
     * @return whether the object was open
     */
    boolean close(MediaObject object) {
        Map<String, MediaObject> slots = open.get(object.id());
        if (slots == null || slots.remove(slot(object)) == null) {
            return false;
        }
        if (slots.isEmpty()) {
            open.remove(object.id());
        }
        return true;
    }

    /** Takes note of an object that waits for an outcome, again or out of turn; the mark moves no further for it. */
    void open(MediaObject object) {
        open(List.of(object), Long.MIN_VALUE);
    }

    /** The mark as it stands. */
    long mark() {
        return open.isEmpty() ? reached : open.firstKey() - 1;
    }

    /** What has no outcome yet, in the order of ids. */
    Stream<MediaObject> objects() {
        return open.values().stream().flatMap(slots -> slots.values().stream());
    }

    boolean isIdle() {
        return open.isEmpty();
    }

    private static String slot(MediaObject object) {
        return object.attachment() + '/' + object.style();
    }
}
