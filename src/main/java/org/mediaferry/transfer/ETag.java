package org.mediaferry.transfer;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What an ETag says about the bytes. S3 promises an MD5 only for objects put in one request and not encrypted with KMS or SSE-C. */
final class ETag {

    private static final int DIGITS_OF_MD5 = 32;

    private static final Pattern OF_PARTS = Pattern.compile("\"?([0-9a-fA-F]{32}-[0-9]{1,5})\"?");

    private ETag() {}

    /** The 32 lower-case hexadecimal digits of a plain MD5; empty for null, multipart and any other ETag. */
    static Optional<String> md5(@Nullable String eTag) {
        if (eTag == null) {
            return Optional.empty();
        }
        int from = eTag.startsWith("\"") ? 1 : 0;
        int to = eTag.length() - (eTag.endsWith("\"") ? 1 : 0);
        return to - from == DIGITS_OF_MD5 && areHexDigits(eTag, from, to)
                ? Optional.of(eTag.substring(from, to).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** The MD5 of the parts' MD5s and their number, as {@code <32 hexadecimal digits>-3}; empty for any other ETag. */
    static Optional<String> ofParts(@Nullable String eTag) {
        if (eTag == null) {
            return Optional.empty();
        }
        var matcher = OF_PARTS.matcher(eTag);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** An ETag that {@link #md5} takes for none, whatever it looks like; null stays null. */
    static @Nullable String noHash(@Nullable String eTag) {
        return eTag == null ? null : "no-md5:" + eTag;
    }

    /** The form that the Content-MD5 header wants, of 32 hexadecimal digits. */
    static String contentMd5(String md5) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5));
    }

    /** Whether the ETag of an object so encrypted can be the hash of its bytes at all. */
    static boolean isHashOfBytes(@Nullable ServerSideEncryption encryption, @Nullable String customerAlgorithm) {
        return customerAlgorithm == null && (encryption == null || encryption == ServerSideEncryption.AES256);
    }

    /** A regular expression took a hundredth of a copy. */
    private static boolean areHexDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
