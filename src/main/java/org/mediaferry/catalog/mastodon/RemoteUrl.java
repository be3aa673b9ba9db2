package org.mediaferry.catalog.mastodon;

import org.jspecify.annotations.Nullable;

/** Where another server has the file of which a row owns a cached copy; Mastodon fetches it from there. */
final class RemoteUrl {
    private RemoteUrl() {}

    /**
     * Follows the models' {@code remotable_attachment} and {@code remote_url}; of a preview card it is the linked page,
     * as the picture's own address is not kept.
     *
     * @return null where the row has none, or something else than text
     */
    static @Nullable String of(MastodonTable table, String attachment, Row row) {
        String column = switch (table) {
            case ACCOUNTS, CUSTOM_EMOJIS -> attachment + "_remote_url";
            case MEDIA_ATTACHMENTS -> attachment.equals("file") ? "remote_url" : attachment + "_remote_url";
            case PREVIEW_CARDS -> "url";
            case PREVIEW_CARD_PROVIDERS, SITE_UPLOADS, BACKUPS, IMPORTS -> null;
        };
        try {
            String url = column == null ? null : row.text(column);
            return Blank.is(url) ? null : url;
        } catch (OddValueException e) {
            return null;
        }
    }
}
