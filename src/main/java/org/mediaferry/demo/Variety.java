package org.mediaferry.demo;

import java.util.Map;
import java.util.SplittableRandom;

/** What makes one object of the sample unlike the next; by their order, so that it is the same in every run. */
final class Variety {

    private Variety() {}

    /** Bytes of the n-th object: 500 to 20,000, most of them around 3000. */
    static int length(String key) {
        double normal = new SplittableRandom(key.hashCode()).nextGaussian();
        return (int) Math.min(20_000, Math.max(500, Math.exp(8 + 0.9 * normal)));
    }

    /** Headers of the n-th object: most are as Mastodon puts them. */
    static Headers headers(int n, SampleFormat format) {
        Headers plain = Headers.of(format.contentType);
        if (format == SampleFormat.CSV_GZIP) {
            plain = plain.withEncoding("gzip");
        }
        return switch (n % 40) {
            case 7 -> plain.withDisposition("inline; filename=\"a b.jpg\"");
            case 13 -> plain.withLanguage("pt-BR");
            case 17 -> plain.withMetadata(Map.of("origin", "phone", "checked-by", "someone else"));
            case 3, 19, 23, 33 -> plain.withCacheControl(null);
            case 29 -> plain.withCacheControl("public, max-age=60");
            case 37 -> plain.withLanguage("de").withCacheControl(null).withDisposition("attachment");
            default -> plain;
        };
    }

    /** Storage class at the source of the n-th object. */
    static String storageClass(int n) {
        return n % 15 == 4 ? "STANDARD_IA" : "STANDARD";
    }

    /** ACL at the source of the n-th object: some are wrong, as an earlier migration may have left them. */
    static String aclAtSource(int n, String right) {
        if (n % 12 != 5) {
            return right;
        }
        return right.equals("private") ? "public-read" : "private";
    }

    /** Whether the row of the n-th object does not know its size. */
    static boolean sizeUnknown(int n) {
        return n % 47 == 20;
    }
}
