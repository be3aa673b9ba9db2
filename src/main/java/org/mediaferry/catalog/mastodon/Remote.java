package org.mediaferry.catalog.mastodon;

/** Whether a row is a cached copy of another server's, by each table's own definition: {@code local?} of its model. */
final class Remote {
    private Remote() {}

    /**
     * Follows Mastodon, {@code app/models/account.rb} and {@code custom_emoji.rb} (a domain, be it empty), {@code
     * media_attachment.rb} (a remote_url that is not blank) and {@code preview_card.rb} (always). The other tables hold
     * nothing remote. The columns {@code *_remote_url} of single slots play no part.
     */
    static boolean is(MastodonTable table, Row row) {
        return switch (table) {
            case ACCOUNTS, CUSTOM_EMOJIS -> row.text("domain") != null;
            case MEDIA_ATTACHMENTS -> !Blank.is(row.text("remote_url"));
            case PREVIEW_CARDS -> true;
            case PREVIEW_CARD_PROVIDERS, SITE_UPLOADS, BACKUPS, IMPORTS -> false;
        };
    }
}
