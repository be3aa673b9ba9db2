package org.mediaferry.console;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who may come in: basic authentication, with few guesses. Keeps a digest of the password, never itself. */
final class PasswordCheck {

    /** What a request's credentials are worth. */
    enum Verdict {
        RIGHT,
        WRONG,
        TOO_MANY_GUESSES
    }

    /** So many at once, which forgives somebody who types; then one in so many seconds. */
    static final int GUESSES = 10;

    private static final Duration ONE_MORE_EACH = Duration.ofSeconds(5);
    private static final int MOST_ADDRESSES = 1000;

    private final byte[] expected;
    private final Map<String, Bucket> guesses = new ConcurrentHashMap<>();

    PasswordCheck(String user, String password) {
        this.expected = digest(user + ":" + password);
    }

    /**
     * Judges a request.
     *
     * @param authorization its header; null = none, which is no guess
     * @param address where it came from
     */
    Verdict check(@org.jspecify.annotations.Nullable String authorization, String address) {
        Bucket left = guesses.get(address);
        if (left != null && left.getAvailableTokens() == 0) {
            return Verdict.TOO_MANY_GUESSES;
        }
        if (authorization == null) {
            return Verdict.WRONG;
        }
        if (MessageDigest.isEqual(expected, digest(credentials(authorization)))) {
            return Verdict.RIGHT;
        }
        if (guesses.size() > MOST_ADDRESSES) {
            guesses.clear();
        }
        guesses.computeIfAbsent(address, a -> bucket()).tryConsume(1);
        return Verdict.WRONG;
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(GUESSES)
                        .refillIntervally(1, ONE_MORE_EACH)
                        .build())
                .build();
    }

    private static String credentials(String authorization) {
        String prefix = "basic ";
        if (!authorization.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return "";
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(prefix.length()).strip());
            return new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
