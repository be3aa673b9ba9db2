package org.mediaferry.demo;

/** The sample's preview cards, two in five without a picture, and the providers of such cards. */
final class SampleCards {
    private final Sample sample;

    SampleCards(Sample sample) {
        this.sample = sample;
    }

    void fillCards(int count) {
        for (int i = 0; i < count; i++) {
            addCard(i);
        }
    }

    void fillProviders(int count) {
        for (int i = 0; i < count; i++) {
            addProvider(i);
        }
    }

    private void addCard(int i) {
        long id = i + 1L;
        Integer version = i % 9 == 5 ? null : 1;
        Slot slot =
                new Slot("preview_cards", id, "image", "preview_cards/images", true, version != null, "public-read");
        boolean hasFile = i % 5 < 3;
        // A card's picture is stored as a JPEG; a name and type from before that step stay in the row.
        boolean converted = i % 20 == 6;
        FileName random = FileName.random(converted ? SampleFormat.GIF : SampleFormat.JPEG, "card", id);
        FileName name = i % 20 == 10 ? FileName.odd(i / 20) : random;
        Integer size = hasFile ? sample.original(slot, name.whole(), SampleFormat.JPEG, i % 40 != 12) : null;
        sample.row(
                "preview_cards",
                "id",
                id,
                "url",
                "https://news.example/" + i,
                "title",
                "Article " + i,
                "image_file_name",
                hasFile ? name.whole() : null,
                "image_content_type",
                hasFile ? converted ? "image/gif" : "image/jpeg" : null,
                "image_file_size",
                size,
                "image_updated_at",
                hasFile ? Sample.minute(i) : null,
                "image_storage_schema_version",
                version,
                "created_at",
                Sample.minute(i),
                "updated_at",
                Sample.minute(i));
    }

    private void addProvider(int i) {
        long id = i + 1L;
        Slot slot = Slot.local("preview_card_providers", id, "icon", "preview_card_providers/icons");
        FileName name = FileName.random(SampleFormat.PNG, "icon", id);
        boolean hasFile = i % 4 != 3;
        Integer size = null;
        if (hasFile) {
            size = sample.original(slot, name.whole(), SampleFormat.PNG, true);
            sample.style(slot, "static", name.as("png"), SampleFormat.PNG, true);
        }
        sample.row(
                "preview_card_providers",
                "id",
                id,
                "domain",
                "news" + i + ".example",
                "icon_file_name",
                hasFile ? name.whole() : "",
                "icon_content_type",
                hasFile ? "image/png" : null,
                "icon_file_size",
                size,
                "icon_updated_at",
                hasFile ? Sample.minute(i) : null,
                "created_at",
                Sample.minute(i),
                "updated_at",
                Sample.minute(i));
    }
}
