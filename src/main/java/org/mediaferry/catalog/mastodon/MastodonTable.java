package org.mediaferry.catalog.mastodon;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mediaferry.catalog.NearestName;

/**
 * The tables of a Mastodon database whose rows own objects, in the default order of a copy: what nobody can fetch again
 * comes first. The slots follow the {@code has_attached_file} declarations of the models.
 */
public enum MastodonTable {
    /** Thumbnail, icons and mascot of the server; {@code app/models/site_upload.rb}. */
    SITE_UPLOADS(new Slot("file", "files")),
    /** {@code app/models/custom_emoji.rb}. */
    CUSTOM_EMOJIS(new Slot("image", "images")),
    /** {@code app/models/concerns/account/avatar.rb} and {@code header.rb}. */
    ACCOUNTS(new Slot("avatar", "avatars"), new Slot("header", "headers")),
    /** Files of posts; {@code app/models/media_attachment.rb}. */
    MEDIA_ATTACHMENTS(new Slot("file", "files"), new Slot("thumbnail", "thumbnails")),
    /** Archives of their data that users asked for: private; {@code app/models/backup.rb}. */
    BACKUPS(new Slot("dump", "dumps")),
    /** Lists that users uploaded, up to Mastodon 4.3; {@code app/models/import.rb}. */
    IMPORTS(new Slot("data", "data")),
    /** Pictures of linked pages; {@code app/models/preview_card.rb}. */
    PREVIEW_CARDS(new Slot("image", "images")),
    /** Icons of linked sites, since Mastodon 3.5; {@code app/models/preview_card_provider.rb}. */
    PREVIEW_CARD_PROVIDERS(new Slot("icon", "icons"));

    private final String tableName = name().toLowerCase(Locale.ROOT);
    private final List<Slot> slots;

    MastodonTable(Slot... slots) {
        this.slots = List.of(slots);
    }

    /**
     * Returns the table of that name in the database.
     *
     * @throws IllegalArgumentException when there is none; the message lists the names and suggests a close one
     */
    public static MastodonTable named(String name) {
        return Arrays.stream(values())
                .filter(table -> table.tableName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(noSuchTable(name)));
    }

    private static String noSuchTable(String name) {
        var names = Arrays.stream(values()).map(MastodonTable::tableName).toList();
        return "expected a table, one of %s, came \"%s\"%s"
                .formatted(
                        String.join(", ", names),
                        name,
                        NearestName.to(name, names)
                                .map("; did you mean %s?"::formatted)
                                .orElse(""));
    }

    /** The table's name in the database, e.g. {@code media_attachments}; also the first folder of its keys. */
    public String tableName() {
        return tableName;
    }

    /**
     * Whether a supported version of Mastodon lacks the table: preview_card_providers before 3.5, imports from 4.4 on.
     * Its absence is then no error, and nothing is to be copied.
     */
    public boolean mayBeAbsent() {
        return this == PREVIEW_CARD_PROVIDERS || this == IMPORTS;
    }

    /** The places for files that a row has, in the order of the objects of a page. */
    List<Slot> slots() {
        return slots;
    }
}
