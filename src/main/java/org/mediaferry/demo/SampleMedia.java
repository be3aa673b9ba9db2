package org.mediaferry.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaferry.demo.SampleAccounts.Account;

/** The sample's media attachments and the posts that they belong to; four in ten rows have no file. */
final class SampleMedia {
    private static final SampleFormat[] FORMATS = {
        SampleFormat.JPEG, SampleFormat.MP4, SampleFormat.JPEG, SampleFormat.PNG, SampleFormat.MP3,
        SampleFormat.JPEG, SampleFormat.GIF, SampleFormat.JPEG, SampleFormat.WEBP, SampleFormat.JPEG,
        SampleFormat.PNG, SampleFormat.MP4, SampleFormat.JPEG, SampleFormat.OGG, SampleFormat.JPEG
    };
    private static final String[] BLANK = {null, null, "", " \u3000"};

    private final Sample sample;
    private final int count;
    private final List<Account> accounts;

    SampleMedia(Sample sample, int count, List<Account> accounts) {
        this.sample = sample;
        this.count = count;
        this.accounts = accounts;
    }

    void fill() {
        for (int i = 0; i < count; i++) {
            add(i, account(i));
        }
    }

    /** The suspended accounts own more than their share, so that there are private objects of both kinds. */
    private Account account(int i) {
        return switch (i % 20) {
            case 5 -> accounts.get(2);
            case 15 -> accounts.get(3);
            default -> accounts.get(1 + i * 7 % (accounts.size() - 1));
        };
    }

    private long id(int i) {
        return i < count / 5 ? i + 1 : 111_000_000_000_000_000L + i * 6_553_600_007L;
    }

    private void add(int i, Account account) {
        boolean removedByModerator = i % 25 == 7;
        Long statusId = i % 30 == 29 ? null : 112_000_000_000_000_000L + i;
        String acl = account.suspended() || removedByModerator ? "private" : "public-read";
        Integer version = i % 7 == 3 ? null : Integer.valueOf(i % 11 == 5 ? 0 : 1);
        Integer thumbnailVersion = i % 2 == 0 ? 1 : null;
        Slot file = slot(i, account, "file", "files", version, acl);
        Slot thumbnail = slot(i, account, "thumbnail", "thumbnails", thumbnailVersion, acl);
        MediaFile stored = i % 5 == 1 || i % 5 == 3 ? none(i, file) : file(i, file);
        MediaFile cover = cover(i, thumbnail, stored);
        if (statusId != null) {
            addStatus(i, statusId, account, removedByModerator);
        }
        sample.row(
                "media_attachments",
                "id",
                id(i),
                "status_id",
                statusId,
                "account_id",
                account.id(),
                "type",
                stored.type(),
                "remote_url",
                account.remote() ? "https://remote.example/media/" + i : i % 9 == 0 ? "  " : "",
                "file_file_name",
                stored.fileName(),
                "file_content_type",
                stored.contentType(),
                "file_file_size",
                stored.size(),
                "file_updated_at",
                stored.format() == null ? null : Sample.minute(i),
                "file_storage_schema_version",
                version,
                "processing",
                stored.format() == SampleFormat.HEIC ? 0 : 2,
                "thumbnail_file_name",
                cover.fileName(),
                "thumbnail_content_type",
                cover.contentType(),
                "thumbnail_file_size",
                cover.size(),
                "thumbnail_updated_at",
                cover.format() == null ? null : Sample.minute(i),
                "thumbnail_storage_schema_version",
                thumbnailVersion,
                "created_at",
                Sample.minute(i),
                "updated_at",
                Sample.minute(i));
    }

    private void addStatus(int i, long id, Account account, boolean removedByModerator) {
        sample.row(
                "statuses",
                "id",
                id,
                "uri",
                "https://social.example/statuses/" + id,
                "text",
                "Post " + i,
                "account_id",
                account.id(),
                "local",
                !account.remote(),
                "deleted_at",
                removedByModerator ? Sample.minute(i + 60) : null);
    }

    private Slot slot(int i, Account account, String attachment, String plural, @Nullable Integer version, String acl) {
        boolean cached = account.remote() && version != null && version > 0;
        return new Slot(
                "media_attachments", id(i), attachment, "media_attachments/" + plural, account.remote(), cached, acl);
    }

    private MediaFile none(int i, Slot slot) {
        if (i % 50 == 11) {
            sample.orphan(slot.path("original", "pruned-long-ago.jpg"));
        }
        return new MediaFile(BLANK[i % BLANK.length], null, null, null);
    }

    private MediaFile file(int i, Slot slot) {
        return switch (i) {
            case 2 -> original(slot, new FileName("queued", "heic"), SampleFormat.HEIC, "image/heic", "jpeg");
            case 4 -> original(slot, new FileName("who", "knows"), SampleFormat.BINARY, null, null);
            case 9 -> original(slot, new FileName("SHOUTED", "JPG"), SampleFormat.JPEG, "IMAGE/JPEG", null);
            case 10 -> empty(slot);
            default -> usual(i, slot);
        };
    }

    private MediaFile usual(int i, Slot slot) {
        int nth = i / 5 * 3 + i % 5 / 2; // among the rows with a file
        SampleFormat format = FORMATS[nth % FORMATS.length];
        FileName name = format == SampleFormat.JPEG && i % 4 == 0
                ? FileName.odd(i / 4)
                : FileName.random(format, "media", slot.id());
        boolean present = i % 40 != 22 && i % 40 != 35;
        Integer size = sample.original(slot, name.whole(), format, present);
        boolean smallPresent = present && i % 30 != 17;
        switch (format) {
            case JPEG, PNG, WEBP -> sample.style(slot, "small", name.whole(), format, smallPresent);
            case GIF, MP4 -> sample.style(slot, "small", name.as("png"), SampleFormat.PNG, smallPresent);
            default -> {} // sound has no picture of its own
        }
        if (i < 200) {
            addOrphans(slot, name, format);
        }
        return new MediaFile(name.whole(), format.contentType, size, format);
    }

    /** What a guess at the rules would copy as well. */
    private void addOrphans(Slot slot, FileName name, SampleFormat format) {
        if (format == SampleFormat.MP3 || format == SampleFormat.OGG) {
            sample.orphan(slot.path("small", name.as("png")));
        }
        if (slot.remote() && !slot.cached()) {
            sample.orphan("cache/" + slot.path("original", name.whole()));
        }
    }

    private MediaFile original(
            Slot slot, FileName name, SampleFormat format, @Nullable String contentType, @Nullable String small) {
        Integer size = sample.original(slot, name.whole(), format, true);
        if (small != null) {
            sample.style(slot, "small", name.as(small), SampleFormat.JPEG, true);
        }
        return new MediaFile(name.whole(), contentType, size, format);
    }

    private MediaFile empty(Slot slot) {
        int size = sample.emptyOriginal(slot, "empty.jpg", SampleFormat.JPEG);
        sample.style(slot, "small", "empty.jpg", SampleFormat.JPEG, false);
        return new MediaFile("empty.jpg", "image/jpeg", size, SampleFormat.JPEG);
    }

    /** Sound has a cover, some videos have a poster, and one row has nothing else. */
    private MediaFile cover(int i, Slot slot, MediaFile file) {
        boolean wanted = file.isSound() || file.format() == SampleFormat.MP4 && i % 3 == 1 || i == 6 || i % 100 == 21;
        if (!wanted) {
            return new MediaFile(null, null, null, null);
        }
        String name = FileName.random(SampleFormat.PNG, "cover", slot.id()).whole();
        Integer size = sample.original(slot, name, SampleFormat.PNG, i % 60 != 34);
        return new MediaFile(name, "image/png", size, SampleFormat.PNG);
    }
}
