package org.mediaferry.catalog.mastodon;

import java.util.Set;
import java.util.TreeSet;

/** The columns that the rules look at, which each statement must therefore give, be it as NULL. */
final class Columns {

    private Columns() {}

    static Set<String> of(MastodonTable table) {
        Set<String> columns = new TreeSet<>(Set.of("id"));
        for (Slot slot : table.slots()) {
            columns.add(slot.fileNameColumn());
            columns.add(slot.fileSizeColumn());
            if (isVersioned(table)) {
                columns.add(slot.versionColumn());
            }
        }
        columns.addAll(ofItsOwn(table));
        return columns;
    }

    private static boolean isVersioned(MastodonTable table) {
        return switch (table) {
            case ACCOUNTS, CUSTOM_EMOJIS, MEDIA_ATTACHMENTS, PREVIEW_CARDS -> true;
            case PREVIEW_CARD_PROVIDERS, SITE_UPLOADS, BACKUPS, IMPORTS -> false;
        };
    }

    private static Set<String> ofItsOwn(MastodonTable table) {
        return switch (table) {
            case ACCOUNTS -> Set.of("domain", "avatar_content_type", "header_content_type");
            case CUSTOM_EMOJIS -> Set.of("domain");
            case MEDIA_ATTACHMENTS -> Set.of("remote_url", "file_content_type", "made_private");
            case SITE_UPLOADS -> Set.of("var", "has_sized_thumbnails");
            case PREVIEW_CARDS, PREVIEW_CARD_PROVIDERS, BACKUPS, IMPORTS -> Set.of();
        };
    }
}
