package org.mediaferry.lean;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signs requests as AWS Signature Version 4 in the Authorization header. Follows "Authenticating Requests: Using the
 * Authorization Header" of the S3 API reference. Of the key, only what depends on the day is kept.
 *
 * <p>Not safe for threads: each connection has its own.
 */
final class Signer {

    /** What is signed in place of a hash of the body: TLS or Content-MD5 guards the bytes, and they pass only once. */
    static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
    /** SHA-256 of nothing. */
    static final String EMPTY_PAYLOAD = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    static final String CONTENT_HASH = "x-amz-content-sha256";
    static final String DATE = "x-amz-date";
    static final String TOKEN = "x-amz-security-token";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final HexFormat HEX = HexFormat.of();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String region;
    private final MessageDigest sha256;
    private final Mac hmac;
    private @Nullable DayKey dayKey;
    private long second = -1;
    private String time = "";

    /** @param region that requests are signed for */
    Signer(String region) {
        this.region = region;
        this.sha256 = NativeCrypto.sha256();
        this.hmac = NativeCrypto.hmacSha256();
    }

    /**
     * Signs a request.
     *
     * @param path as it is sent, percent-encoded, without the query
     * @param query as it is sent, percent-encoded and sorted; empty for none
     * @param headers to be signed, with lower-case names and without white space around values; what the signature needs
     *     besides is added: {@code x-amz-date}, and {@code x-amz-security-token} where the credentials have one
     * @param contentHash hexadecimal SHA-256 of the body, or {@link #UNSIGNED_PAYLOAD}
     * @param now the time to sign for
     * @return the value of the Authorization header
     */
    String sign(
            String method,
            String path,
            String query,
            TreeMap<String, String> headers,
            String contentHash,
            AwsCredentials credentials,
            Instant now) {
        String at = timeOf(now);
        headers.put(CONTENT_HASH, contentHash);
        headers.put(DATE, at);
        if (credentials instanceof AwsSessionCredentials session) {
            headers.put(TOKEN, session.sessionToken());
        }
        String names = String.join(";", headers.keySet());
        String scope = at.substring(0, 8) + "/" + region + "/s3/aws4_request";
        String text = ALGORITHM + "\n" + at + "\n" + scope + "\n"
                + hash(canonical(method, path, query, headers, names, contentHash));
        return ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                + ", Signature=" + HEX.formatHex(signature(credentials.secretAccessKey(), at.substring(0, 8), text));
    }

    private static String canonical(
            String method, String path, String query, Map<String, String> headers, String names, String contentHash) {
        StringBuilder text = new StringBuilder(512);
        text.append(method).append('\n').append(path).append('\n');
        text.append(query).append('\n');
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.append('\n').append(names).append('\n').append(contentHash).toString();
    }

    /** Formatting a time costs as much as a signature, so one is kept for its second. */
    private String timeOf(Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            time = TIME.format(now);
        }
        return time;
    }

    /** The HMAC goes on with the key of the day: a new key costs as much again. */
    private byte[] signature(String secret, String day, String text) {
        DayKey kept = dayKey;
        if (kept == null || !kept.isOf(secret, day)) {
            dayKey = null;
            byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
            for (String part : List.of(day, region, "s3", "aws4_request")) {
                begin(key);
                key = mac(part);
            }
            begin(key);
            dayKey = new DayKey(secret, day);
        }
        return mac(text);
    }

    private void begin(byte[] key) {
        try {
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an HMAC takes any key", e);
        }
    }

    private byte[] mac(String text) {
        return hmac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private String hash(String text) {
        return HEX.formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What the HMAC's key was made of. */
    private static final class DayKey {

        private final String secret;
        private final String day;

        DayKey(String secret, String day) {
            this.secret = secret;
            this.day = day;
        }

        boolean isOf(String otherSecret, String otherDay) {
            return day.equals(otherDay) && secret.equals(otherSecret);
        }
    }
}
