package org.mediaferry.catalog.mastodon;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which versions of an attachment the server stores, {@code original} first. Follows the models' {@code styles}. */
final class Styles {
    private static final List<Style> ORIGINAL_ONLY = List.of(Style.ORIGINAL);
    private static final List<Style> WITH_STATIC = List.of(Style.ORIGINAL, new Style("static", "png"));
    private static final List<Style> WITH_SMALL = List.of(Style.ORIGINAL, new Style("small", null));
    private static final List<Style> WITH_SMALL_JPEG = List.of(Style.ORIGINAL, new Style("small", "jpeg"));
    private static final List<Style> WITH_SMALL_PNG = List.of(Style.ORIGINAL, new Style("small", "png"));
    private static final List<Style> THUMBNAIL = pngs("@1x", "@2x");
    private static final List<Style> FAVICON = pngs("16", "32", "48");
    private static final List<Style> APP_ICON = pngs(
            "36", "48", "57", "60", "72", "76", "96", "114", "120", "144", "152", "167", "180", "192", "256", "384",
            "512", "1024");

    private Styles() {}

    /** The names of all versions that any row may have in a slot. */
    static Set<String> names(MastodonTable table, Slot slot) {
        Stream<List<Style>> all = switch (table) {
            case MEDIA_ATTACHMENTS ->
                slot.name().equals("thumbnail") ? Stream.of(ORIGINAL_ONLY) : Stream.of(WITH_SMALL);
            case ACCOUNTS, CUSTOM_EMOJIS, PREVIEW_CARD_PROVIDERS -> Stream.of(WITH_STATIC);
            case SITE_UPLOADS -> Stream.of(THUMBNAIL, FAVICON, APP_ICON);
            case PREVIEW_CARDS, BACKUPS, IMPORTS -> Stream.of(ORIGINAL_ONLY);
        };
        return all.flatMap(List::stream).map(Style::name).collect(Collectors.toSet());
    }

    /** The versions of one slot of a row whose file name is not blank. */
    static List<Style> of(MastodonTable table, Slot slot, Row row) {
        return switch (table) {
            case MEDIA_ATTACHMENTS ->
                slot.name().equals("thumbnail") ? ORIGINAL_ONLY : ofMedia(row.text(slot.contentTypeColumn()));
            case ACCOUNTS -> ofAvatarOrHeader(row.text(slot.contentTypeColumn()));
            case CUSTOM_EMOJIS, PREVIEW_CARD_PROVIDERS -> WITH_STATIC;
            case SITE_UPLOADS -> ofSiteUpload(row.text("var"), row.flag("has_sized_thumbnails", true));
            case PREVIEW_CARDS, BACKUPS, IMPORTS -> ORIGINAL_ONLY;
        };
    }

    /**
     * By the content type alone, compared exactly: type, file_meta and processing of the row play no part. Follows
     * {@code app/models/media_attachment.rb}, {@code file_styles}.
     */
    static List<Style> ofMedia(@Nullable String contentType) {
        return switch (contentType == null ? "" : contentType) {
            case "image/jpeg", "image/png", "image/webp" -> WITH_SMALL;
            case "image/heic", "image/heif", "image/avif" -> WITH_SMALL_JPEG;
            case "image/gif", "video/webm", "video/quicktime", "video/mp4", "video/ogg" -> WITH_SMALL_PNG;
            default -> ORIGINAL_ONLY;
        };
    }

    /** Only what moves has a still. Follows {@code app/models/concerns/account/avatar.rb} and {@code header.rb}. */
    static List<Style> ofAvatarOrHeader(@Nullable String contentType) {
        return "image/gif".equals(contentType) ? WITH_STATIC : ORIGINAL_ONLY;
    }

    /**
     * Follows {@code app/models/site_upload.rb}, {@code STYLES}.
     *
     * @param hasSizedThumbnails whether the server is of version 4.0 or later, which brought {@code @1x} and {@code @2x}
     */
    static List<Style> ofSiteUpload(@Nullable String var, boolean hasSizedThumbnails) {
        return switch (var == null ? "" : var) {
            case "thumbnail" -> hasSizedThumbnails ? THUMBNAIL : ORIGINAL_ONLY;
            case "app_icon" -> APP_ICON;
            case "favicon" -> FAVICON;
            default -> ORIGINAL_ONLY;
        };
    }

    private static List<Style> pngs(String... names) {
        return Stream.concat(Stream.of(Style.ORIGINAL), Stream.of(names).map(name -> new Style(name, "png")))
                .toList();
    }
}
