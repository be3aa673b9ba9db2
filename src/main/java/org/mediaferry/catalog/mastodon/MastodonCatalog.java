package org.mediaferry.catalog.mastodon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.OddRow;
import org.mediaferry.catalog.Page;

/** Knows which objects the rows of a Mastodon database own. Has no state; safe for use by several threads. */
public final class MastodonCatalog {
    private final KeyPrefix prefix;
    private final Permission permission;

    /**
     * @param keyPrefix the source's S3_KEY_PREFIX as it stands, empty for none
     * @param permission what S3_PERMISSION says
     */
    public MastodonCatalog(String keyPrefix, Permission permission) {
        this.prefix = new KeyPrefix(keyPrefix);
        this.permission = Objects.requireNonNull(permission, "permission");
    }

    /**
     * Returns the objects of rows that {@code routes/sql/<table>.sql} selected. What a row or a slot has that the rules
     * do not cover is reported as odd, and the rest of the page goes on.
     *
     * @param table one of {@link MastodonTable}'s names
     * @param after the id after which the page begins
     * @param rows in ascending order of id, JDBC values by column label
     * @throws IllegalArgumentException when there is no such table, or when an id is below {@code after} or below the one
     *     before it: a checkpoint would then skip rows
     */
    public Page page(String table, long after, List<Map<String, Object>> rows) {
        return page(table, after, rows, null);
    }

    /**
     * The same, of the rows alone that were written since a time.
     *
     * @param since null for all; a row that does not say when it was written is one of them
     */
    public Page page(String table, long after, List<Map<String, Object>> rows, @Nullable Instant since) {
        var rowObjects = new RowObjects(MastodonTable.named(table), prefix, permission);
        // A row that comes twice, by a damaged index or an edited statement, has its objects once
        var objects = new LinkedHashSet<MediaObject>();
        var oddRows = new ArrayList<OddRow>();
        long last = after;
        for (var values : rows) {
            var row = new Row(values);
            try {
                last = inOrder(table, last, row.id());
            } catch (OddValueException e) {
                oddRows.add(new OddRow(table, last, e.getMessage() + "; the row after this id is left out"));
                continue;
            }
            if (!row.isWrittenSince(since)) {
                continue;
            }
            long id = last;
            objects.addAll(rowObjects.of(id, row, what -> oddRows.add(new OddRow(table, id, what))));
        }
        return new Page(table, after, last, rows.size(), List.copyOf(objects), oddRows);
    }

    /**
     * Where a remote object can be fetched again.
     *
     * @param rows that {@code routes/sql/<table>.sql} selected, the object's among them or not
     * @return null for a local object, and where no row says it
     */
    public @Nullable String remoteUrl(MediaObject object, List<Map<String, Object>> rows) {
        if (!object.remote()) {
            return null;
        }
        return rows.stream()
                .filter(values -> values.get("id") instanceof Number id && id.longValue() == object.id())
                .findFirst()
                .map(values -> RemoteUrl.of(MastodonTable.named(object.table()), object.attachment(), new Row(values)))
                .orElse(null);
    }

    /**
     * Refuses rows that lack a column which the rules look at: without {@code made_private}, say, an edited statement would
     * make the media of suspended accounts public.
     *
     * @return the rows
     * @throws IllegalArgumentException when there is no such table, or a column is lacking; names the statement
     */
    public List<Map<String, Object>> complete(String table, List<Map<String, Object>> rows) {
        Set<String> lacking = new TreeSet<>(Columns.of(MastodonTable.named(table)));
        if (!rows.isEmpty()) {
            lacking.removeAll(rows.get(0).keySet());
            if (!lacking.isEmpty()) {
                throw new IllegalArgumentException(
                        "routes/sql/%s.sql must select %s, which says where an object is or who may read it"
                                .formatted(table, String.join(", ", lacking)));
            }
        }
        return rows;
    }

    private static long inOrder(String table, long previous, long id) {
        if (id < previous) {
            throw new IllegalArgumentException(
                    "expected the rows of %s in ascending order of id, came %d after %d: check WHERE and ORDER BY in routes/sql/%s.sql"
                            .formatted(table, id, previous, table));
        }
        return id;
    }
}
