package org.mediaferry.demo;

import org.jspecify.annotations.Nullable;

/** What belongs to the sample's server and its users as such: site uploads, backups, imports. */
final class SampleSite {
    private static final String[] APP_ICON = {
        "36", "48", "57", "60", "72", "76", "96", "114", "120", "144", "152", "167", "180", "192", "256", "384", "512",
        "1024"
    };
    private static final String[] FAVICON = {"16", "32", "48"};
    private static final String[] THUMBNAIL = {"@1x", "@2x"};

    private final Sample sample;

    SampleSite(Sample sample) {
        this.sample = sample;
    }

    /** Adds five site uploads, the last without a file. */
    void fillSiteUploads() {
        addSiteUpload(1, "thumbnail", "0f4c2e9a81b7d653.png", THUMBNAIL);
        addSiteUpload(2, "app_icon", "77ab01c4e5d2f908.png", APP_ICON);
        addSiteUpload(3, "favicon", "c3d4e5f6a7b80910.png", FAVICON);
        addSiteUpload(4, "mascot", "5e6f708192a3b4c5.png");
        siteUploadRow(5, "hero", null, null);
    }

    void fillBackups(int count) {
        for (int i = 0; i < count; i++) {
            addBackup(i);
        }
    }

    void fillImports(int count) {
        for (int i = 0; i < count; i++) {
            addImport(i);
        }
    }

    private void addSiteUpload(long id, String purpose, String fileName, String... styles) {
        Slot slot = Slot.local("site_uploads", id, "file", "site_uploads/files");
        Integer size = sample.original(slot, fileName, SampleFormat.PNG, true);
        for (String style : styles) {
            boolean newerThanTheUpload = style.equals("57") || style.equals("1024");
            sample.style(slot, style, fileName, SampleFormat.PNG, !newerThanTheUpload);
        }
        siteUploadRow(id, purpose, fileName, size);
    }

    private void siteUploadRow(long id, String purpose, @Nullable String fileName, @Nullable Integer size) {
        sample.row(
                "site_uploads",
                "id",
                id,
                "var",
                purpose,
                "file_file_name",
                fileName,
                "file_content_type",
                fileName == null ? null : "image/png",
                "file_file_size",
                size,
                "file_updated_at",
                fileName == null ? null : Sample.minute(1),
                "created_at",
                Sample.minute(1),
                "updated_at",
                Sample.minute(1));
    }

    private void addBackup(int i) {
        long id = i + 1L;
        Slot slot = new Slot("backups", id, "dump", "backups/dumps", false, false, "private");
        String digits = FileName.random(SampleFormat.ZIP, "backup", id).base();
        String name = "archive-20240101%06d-%s%s.zip".formatted(i, digits, digits);
        boolean processed = i % 4 != 2;
        Integer size = processed ? sample.original(slot, name, SampleFormat.ZIP, i % 10 != 3) : null;
        sample.row(
                "backups",
                "id",
                id,
                "user_id",
                id,
                "dump_file_name",
                processed ? name : null,
                "dump_content_type",
                processed ? "application/zip" : null,
                "dump_updated_at",
                processed ? Sample.minute(i) : null,
                "dump_file_size",
                size,
                "processed",
                processed,
                "created_at",
                Sample.minute(i),
                "updated_at",
                Sample.minute(i));
    }

    private void addImport(int i) {
        long id = i + 1L;
        Slot slot = Slot.local("imports", id, "data", "imports/data");
        String name = FileName.random(SampleFormat.CSV_GZIP, "import", id).whole();
        Integer size = i % 10 == 1
                ? Integer.valueOf(sample.emptyOriginal(slot, name, SampleFormat.CSV_GZIP))
                : sample.original(slot, name, SampleFormat.CSV_GZIP, true);
        sample.row(
                "imports",
                "id",
                id,
                "type",
                i % 4,
                "approved",
                true,
                "data_file_name",
                name,
                "data_content_type",
                "text/csv",
                "data_file_size",
                size,
                "data_updated_at",
                Sample.minute(i),
                "account_id",
                1L,
                "created_at",
                Sample.minute(i),
                "updated_at",
                Sample.minute(i));
    }
}
