package org.mediaferry.lean;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Makes HTTP headers, or a query, of what a request of the SDK says, by the SDK's own description of its fields. */
final class RequestFields {

    /** A request of which the SDK makes more than a header: it computes hashes, or sends other bodies. */
    private static final Pattern MORE_THAN_A_HEADER =
            Pattern.compile("x-amz-(sdk-)?checksum.*|x-amz-server-side-encryption-customer.*|x-amz-trailer");

    private RequestFields() {}

    /**
     * The headers of a request, with lower-case names, without Content-Length and without those of the signature.
     *
     * @return empty when it says something that is not understood here
     */
    static Optional<TreeMap<String, String>> headers(S3Request request) {
        TreeMap<String, String> headers = new TreeMap<>();
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (value != null && !add(field, value, headers)) {
                return Optional.empty();
            }
        }
        headers.remove("content-length");
        return Optional.of(headers);
    }

    /**
     * The query of a request that says all it says there, percent-encoded and sorted as a signature wants it.
     *
     * @param always a parameter that the request has besides, as {@code name=value}
     * @return empty when it says something that is not understood here
     */
    static Optional<String> query(S3Request request, String always) {
        TreeSet<String> query = new TreeSet<>(Set.of(always));
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (value == null || value.equals(List.of()) || field.location() == MarshallLocation.PATH) {
                continue;
            }
            String text = text(value);
            if (text == null || field.location() != MarshallLocation.QUERY_PARAM) {
                return Optional.empty();
            }
            query.add(field.locationName() + "=" + SdkHttpUtils.urlEncode(text));
        }
        return Optional.of(String.join("&", query));
    }

    private static boolean add(SdkField<?> field, Object value, Map<String, String> headers) {
        MarshallLocation location = field.location();
        if (location == MarshallLocation.PATH || location == MarshallLocation.GREEDY_PATH) {
            return true;
        }
        if (location != MarshallLocation.HEADER) {
            return false;
        }
        return value instanceof Map<?, ?> map
                ? addAll(field.locationName(), map, headers)
                : put(field.locationName(), text(value), headers);
    }

    private static boolean addAll(String prefix, Map<?, ?> map, Map<String, String> headers) {
        boolean understood = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = (String) entry.getKey();
            boolean complete = name.startsWith(prefix);
            understood &= put(complete ? name : prefix + name, text(entry.getValue()), headers);
        }
        return understood;
    }

    /** Instants and lists are written in more than one way. */
    private static @Nullable String text(Object value) {
        return value instanceof String || value instanceof Long || value instanceof Integer || value instanceof Boolean
                ? value.toString()
                : null;
    }

    private static boolean put(String name, @Nullable String value, Map<String, String> headers) {
        if (value == null || !isName(name) || !isPlain(value)) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        headers.put(lower, value);
        return !lower.startsWith("x-amz-") || !MORE_THAN_A_HEADER.matcher(lower).matches();
    }

    /** A token, as RFC 9110 has it, but for characters that nobody puts into names. */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Printable ASCII, of which all make the same signature: no white space at the ends, none twice in a row. */
    private static boolean isPlain(String value) {
        char before = ' ';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == ' ' && before == ' ') {
                return false;
            }
            before = c;
        }
        return before != ' ';
    }
}
