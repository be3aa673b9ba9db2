package org.mediaferry.catalog.mastodon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rows that alone can own an object, by its key: the way back from {@link IdPartition} and the slots. Whether one of
 * them does, its own objects tell.
 *
 * @param table whose rows they are
 * @param ids in ascending order; empty where no id, or no version that Mastodon makes, gives such a key
 */
public record Owners(MastodonTable table, List<IdRange> ids) {

    private static final String CACHE = "cache";

    public Owners {
        ids = List.copyOf(ids);
    }

    /**
     * Reads a key.
     *
     * @param path the key less its prefix
     * @return empty when it lies in no folder of a table
     */
    public static Optional<Owners> of(String path) {
        String[] folders = path.split("/", -1);
        int at = folders[0].equals(CACHE) ? 1 : 0;
        if (at >= folders.length) {
            return Optional.empty();
        }
        return Arrays.stream(MastodonTable.values())
                .filter(table -> table.tableName().equals(folders[at]))
                .findFirst()
                .map(table -> new Owners(table, ids(table, folders, at + 1)));
    }

    private static List<IdRange> ids(MastodonTable table, String[] folders, int at) {
        return table.slots().stream()
                .filter(slot -> at < folders.length && slot.folder().equals(folders[at]))
                .flatMap(slot -> ids(table, slot, folders, at + 1).stream())
                .sorted((a, b) -> Long.compare(a.first(), b.first()))
                .toList();
    }

    /** A version may be called {@code 512}, as a level of the partition may, so each end of the partition is tried. */
    private static List<IdRange> ids(MastodonTable table, Slot slot, String[] folders, int begin) {
        List<IdRange> ids = new ArrayList<>();
        StringBuilder digits = new StringBuilder();
        // What follows the partition is the version's folder, and the name in it
        for (int at = begin; at + 2 < folders.length && folders[at].matches("[0-9]{3}"); at++) {
            digits.append(folders[at]);
            if (Styles.names(table, slot).contains(folders[at + 1])) {
                ids.addAll(IdPartition.ids(digits.toString()));
            }
        }
        return ids;
    }
}
