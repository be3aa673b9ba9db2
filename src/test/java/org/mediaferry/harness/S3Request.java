package org.mediaferry.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A request as it came to a {@link FaultProxy}, with the bucket in the path.
 *
 * @param bucket empty for a request about the server
 * @param key decoded; empty for a request about the bucket
 * @param query decoded names and values
 */
public record S3Request(Kind kind, String method, String bucket, String key, Map<String, String> query, Head head) {

    /** Takes every request. */
    public static Predicate<S3Request> any() {
        return request -> true;
    }

    /** Takes requests about objects whose key contains a text. */
    public static Predicate<S3Request> keyWith(String part) {
        return request -> request.key().contains(part);
    }

    /** Takes requests about one object. */
    public static Predicate<S3Request> key(String key) {
        return request -> request.key().equals(key);
    }

    /** Takes requests with a header, whatever it says. */
    public static Predicate<S3Request> withHeader(String name) {
        return request -> request.head().get(name).isPresent();
    }

    /** Takes requests with a header that contains a text. */
    public static Predicate<S3Request> withHeader(String name, String part) {
        return request ->
                request.head().get(name).filter(value -> value.contains(part)).isPresent();
    }

    static S3Request of(Head head) {
        String[] words = head.startLine().split(" ");
        String[] target = words[1].split("\\?", 2);
        String[] path = target[0].substring(1).split("/", 2);
        String key = path.length < 2 ? "" : decode(path[1]);
        Map<String, String> query = target.length < 2 ? Map.of() : query(target[1]);
        Kind kind = Kind.of(words[0], key, query, head.get("x-amz-copy-source").orElse(null));
        return new S3Request(kind, words[0], decode(path[0]), key, query, head);
    }

    private static Map<String, String> query(String text) {
        return Arrays.stream(text.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(
                        pair -> decode(pair[0]), pair -> pair.length < 2 ? "" : decode(pair[1]), (a, b) -> a));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    @Override
    public String toString() {
        return kind + " " + bucket + "/" + key;
    }
}
