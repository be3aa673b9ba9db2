package org.mediaferry.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Kinds of files in the sample: a media type, an extension, and bytes that begin as such a file does. */
enum SampleFormat {
    JPEG("image/jpeg", "jpg", "ffd8ffe000104a46494600010100000100010000"),
    PNG("image/png", "png", "89504e470d0a1a0a0000000d494844520000000100000001"),
    GIF("image/gif", "gif", "47494638396101000100"),
    WEBP("image/webp", "webp", "524946460010000057454250"),
    HEIC("image/heic", "heic", "000000186674797068656963"),
    MP4("video/mp4", "mp4", "00000018667479706d703432"),
    MP3("audio/mpeg", "mp3", "494433030000000000"),
    OGG("audio/ogg", "ogg", "4f67675300020000"),
    ZIP("application/zip", "zip", "504b030414000000"),
    BINARY("application/octet-stream", "bin", ""),
    CSV_GZIP("text/csv", "csv", "1f8b08");

    final String contentType;
    final String extension;
    private final byte[] magic;

    SampleFormat(String contentType, String extension, String magicInHex) {
        this.contentType = contentType;
        this.extension = extension;
        this.magic = HexFormat.of().parseHex(magicInHex);
    }

    /**
     * The bytes of a file: always the same for the same key.
     *
     * @param length of the result; a packed table takes it as that of the table instead
     */
    byte[] bytes(String key, int length) {
        SplittableRandom random = new SplittableRandom(key.hashCode());
        return this == CSV_GZIP && length > 0 ? packedTable(random, length) : randomAfterMagic(random, length);
    }

    private byte[] randomAfterMagic(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        System.arraycopy(magic, 0, bytes, 0, Math.min(magic.length, length));
        return bytes;
    }

    private static byte[] packedTable(SplittableRandom random, int length) {
        StringBuilder table = new StringBuilder("Account address,Show boosts\n");
        while (table.length() < length) {
            table.append("user%d@remote%d.example,true\n".formatted(random.nextInt(100_000), random.nextInt(1000)));
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Arrays.copyOf(table.toString().getBytes(StandardCharsets.US_ASCII), length));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
        return packed.toByteArray();
    }
}
