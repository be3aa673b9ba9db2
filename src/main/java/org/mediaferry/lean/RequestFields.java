package org.mediaferry.lean;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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

    /** By the class of the request: most of what is asked of a field is the same each time. */
    private static final Map<Class<?>, List<Header>> HEADERS = new ConcurrentHashMap<>();

    private RequestFields() {}

    /**
     * A field that is not part of the path.
     *
     * @param name in lower case
     * @param understood whether it is a header of which the SDK makes no more than that
     */
    private record Header(SdkField<?> field, String name, boolean understood) {

        static Header of(SdkField<?> field) {
            String name = field.locationName().toLowerCase(Locale.ROOT);
            return new Header(field, name, field.location() == MarshallLocation.HEADER && isNoMoreThanAHeader(name));
        }
    }

    /**
     * The headers of a request, with lower-case names, without Content-Length and without those of the signature.
     *
     * @return empty when it says something that is not understood here
     */
    static Optional<TreeMap<String, String>> headers(S3Request request) {
        TreeMap<String, String> headers = new TreeMap<>();
        for (Header header : HEADERS.computeIfAbsent(request.getClass(), type -> headerFields(request))) {
            Object value = header.field.getValueOrDefault(request);
            if (value != null && !(header.understood && add(header.name, value, headers))) {
                return Optional.empty();
            }
        }
        headers.remove("content-length");
        return Optional.of(headers);
    }

    private static List<Header> headerFields(S3Request request) {
        return request.sdkFields().stream()
                .filter(field ->
                        field.location() != MarshallLocation.PATH && field.location() != MarshallLocation.GREEDY_PATH)
                .map(Header::of)
                .toList();
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

    private static boolean add(String name, Object value, Map<String, String> headers) {
        return value instanceof Map<?, ?> map ? addAll(name, map, headers) : put(name, text(value), headers);
    }

    private static boolean addAll(String prefix, Map<?, ?> map, Map<String, String> headers) {
        boolean understood = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = (String) entry.getKey();
            String name = (key.startsWith(prefix) ? key : prefix + key).toLowerCase(Locale.ROOT);
            understood &= isName(name) && isNoMoreThanAHeader(name) && put(name, text(entry.getValue()), headers);
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
        if (value == null || !isPlain(value)) {
            return false;
        }
        headers.put(name, value);
        return true;
    }

    private static boolean isNoMoreThanAHeader(String name) {
        return !MORE_THAN_A_HEADER.matcher(name).matches();
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
