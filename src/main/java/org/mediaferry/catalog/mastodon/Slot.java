package org.mediaferry.catalog.mastodon;

/**
 * A place of a row for one file. Follows kt-paperclip, {@code lib/paperclip/attachment.rb}, {@code instance_read}: the
 * columns are named after the slot.
 *
 * @param name e.g. {@code avatar}
 * @param folder its name in keys, e.g. {@code avatars}; written out because the plural is not always an s (data)
 */
record Slot(String name, String folder) {

    String fileNameColumn() {
        return name + "_file_name";
    }

    String contentTypeColumn() {
        return name + "_content_type";
    }

    String fileSizeColumn() {
        return name + "_file_size";
    }

    String versionColumn() {
        return name + "_storage_schema_version";
    }
}
