package org.mediaferry.demo;

import org.jspecify.annotations.Nullable;

/**
 * What a row of media_attachments says of one file.
 *
 * @param size bytes, or null when the row does not know
 * @param format null when there is no file
 */
record MediaFile(
        @Nullable String fileName,
        @Nullable String contentType,
        @Nullable Integer size,
        @Nullable SampleFormat format) {

    boolean isSound() {
        return format == SampleFormat.MP3 || format == SampleFormat.OGG;
    }

    /** The column of that name: 0 image, 1 gifv, 2 video, 3 unknown, 4 audio. */
    int type() {
        if (format == null) {
            return 3;
        }
        return switch (format) {
            case JPEG, PNG, WEBP, HEIC -> 0;
            case GIF -> 1;
            case MP4 -> 2;
            case MP3, OGG -> 4;
            default -> 3;
        };
    }
}
