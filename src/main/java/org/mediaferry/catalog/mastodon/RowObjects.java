package org.mediaferry.catalog.mastodon;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;

/** The objects of one row after the other: key, right and size of each. */
final class RowObjects {
    private final MastodonTable table;
    private final KeyPrefix prefix;
    private final Permission permission;

    RowObjects(MastodonTable table, KeyPrefix prefix, Permission permission) {
        this.table = table;
        this.prefix = prefix;
        this.permission = permission;
    }

    /**
     * Returns what the row owns: nothing for a slot without a file name, or with a value that the rules do not cover.
     *
     * @param odd told of each such value, in one sentence
     */
    List<MediaObject> of(long id, Row row, Consumer<String> odd) {
        return table.slots().stream()
                .flatMap(slot -> ofSlot(id, row, slot, odd).stream())
                .toList();
    }

    private List<MediaObject> ofSlot(long id, Row row, Slot slot, Consumer<String> odd) {
        try {
            String fileName = row.text(slot.fileNameColumn());
            return fileName == null || Blank.is(fileName) ? List.of() : ofFile(id, row, slot, fileName, odd);
        } catch (OddValueException e) {
            odd.accept(e.getMessage() + "; the " + slot.name() + " is left out");
            return List.of();
        }
    }

    private List<MediaObject> ofFile(long id, Row row, Slot slot, String fileName, Consumer<String> odd) {
        boolean remote = Remote.is(table, row);
        String folder = folder(id, slot, remote && version(row, slot) >= 1);
        String acl = permission.aclOf(table == MastodonTable.BACKUPS || row.flag("made_private", false));
        List<Style> styles = Styles.of(table, slot, row);
        Long size = size(row, slot, odd);
        return styles.stream()
                .map(style -> new MediaObject(
                        table.tableName(),
                        id,
                        slot.name(),
                        style.name(),
                        prefix.prepend(folder + style.name() + "/" + FileName.of(fileName, style)),
                        acl,
                        style.isOriginal(),
                        style.isOriginal() ? size : null,
                        remote))
                .toList();
    }

    /** Follows Mastodon, {@code config/initializers/paperclip.rb}, {@code path} and {@code prefix_path}. */
    private String folder(long id, Slot slot, boolean cached) {
        return (cached ? "cache/" : "") + table.tableName() + "/" + slot.folder() + "/" + IdPartition.of(id) + "/";
    }

    /** Follows Mastodon, {@code lib/paperclip/attachment_extensions.rb}, {@code storage_schema_version}. */
    private static long version(Row row, Slot slot) {
        Long version = row.number(slot.versionColumn());
        return version == null ? 0 : version;
    }

    /** The size is worth knowing but not needed, so an odd one costs the size and not the object. */
    private static @Nullable Long size(Row row, Slot slot, Consumer<String> odd) {
        try {
            Long size = row.number(slot.fileSizeColumn());
            if (size == null || size >= 0) {
                return size;
            }
            throw new OddValueException(slot.fileSizeColumn() + ": expected 0 or more bytes, came " + size);
        } catch (OddValueException e) {
            odd.accept(e.getMessage() + "; the size counts as unknown");
            return null;
        }
    }
}
