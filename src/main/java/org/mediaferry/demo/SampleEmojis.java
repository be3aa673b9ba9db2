package org.mediaferry.demo;

/** The sample's custom emojis, a third of them this server's own; one in eight has no file. */
final class SampleEmojis {
    private final Sample sample;
    private final int count;

    SampleEmojis(Sample sample, int count) {
        this.sample = sample;
        this.count = count;
    }

    void fill() {
        for (int i = 0; i < count; i++) {
            add(i);
        }
    }

    private void add(int i) {
        long id = i + 1L;
        boolean remote = i % 3 != 0;
        Integer version = i % 7 == 5 ? null : 1;
        boolean cached = remote && version != null;
        Slot slot = new Slot("custom_emojis", id, "image", "custom_emojis/images", remote, cached, "public-read");
        SampleFormat format = i % 5 == 2 ? SampleFormat.GIF : SampleFormat.PNG;
        FileName name = FileName.random(format, "emoji", id);
        boolean hasFile = i % 8 != 6;
        Integer size = null;
        if (hasFile) {
            size = sample.original(slot, name.whole(), format, i % 50 != 33);
            sample.style(slot, "static", name.as("png"), SampleFormat.PNG, i % 10 != 4); // the oldest have none
        }
        sample.row(
                "custom_emojis",
                "id",
                id,
                "shortcode",
                "emoji_" + i,
                "domain",
                remote ? "remote" + i % 9 + ".example" : null,
                "image_file_name",
                hasFile ? name.whole() : null,
                "image_content_type",
                hasFile ? format.contentType : null,
                "image_file_size",
                size,
                "image_updated_at",
                hasFile ? Sample.minute(i) : null,
                "image_remote_url",
                remote ? "https://remote.example/emoji/" + i : null,
                "image_storage_schema_version",
                version,
                "created_at",
                Sample.minute(i),
                "updated_at",
                Sample.minute(i));
    }
}
