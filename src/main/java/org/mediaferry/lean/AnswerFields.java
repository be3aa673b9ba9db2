package org.mediaferry.lean;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.utils.DateUtils;

/** Fills an answer of the SDK from HTTP headers, by the SDK's own description of its fields. */
final class AnswerFields {

    private static final String METADATA = "x-amz-meta-";

    private final Map<String, SdkField<?>> byHeader = new HashMap<>();
    private @Nullable SdkField<Map<String, String>> metadata;

    /**
     * @param fields of the answer
     * @param leftOut headers, in lower case, that nobody reads
     */
    AnswerFields(List<SdkField<?>> fields, Set<String> leftOut) {
        for (SdkField<?> field : fields) {
            String name = field.locationName().toLowerCase(Locale.ROOT);
            if (field.marshallingType() == MarshallingType.MAP) {
                metadata = cast(field);
            } else if (field.location() == MarshallLocation.HEADER && !leftOut.contains(name)) {
                byHeader.put(name, field);
            }
        }
    }

    /**
     * Sets what the headers say.
     *
     * @param builder of the kind of answer whose fields these are
     * @throws SdkClientException when a header has no value of its type
     */
    void fill(Object builder, HttpResponse answer) {
        Map<String, String> user = new HashMap<>();
        Header[] headers = answer.getHeaders();
        // Backwards, because of a header that comes twice the first one counts
        for (int i = headers.length - 1; i >= 0; i--) {
            String name = headers[i].getName().toLowerCase(Locale.ROOT);
            SdkField<?> field = byHeader.get(name);
            if (field != null && !headers[i].getValue().isEmpty()) {
                set(field, builder, headers[i]);
            } else if (metadata != null && name.startsWith(METADATA)) {
                user.merge(
                        headers[i].getName().substring(METADATA.length()),
                        headers[i].getValue(),
                        (after, before) -> before + "," + after);
            }
        }
        if (metadata != null) {
            metadata.set(builder, user);
        }
    }

    private static void set(SdkField<?> field, Object builder, Header header) {
        try {
            set(field, builder, header.getValue());
        } catch (RuntimeException e) {
            throw SdkClientException.create("the answer says no " + field.locationName() + ": " + e.getMessage(), e);
        }
    }

    private static void set(SdkField<?> field, Object builder, String value) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            AnswerFields.<String>cast(field).set(builder, value);
        } else if (type == MarshallingType.LONG) {
            AnswerFields.<Long>cast(field).set(builder, Long.valueOf(value));
        } else if (type == MarshallingType.INTEGER) {
            AnswerFields.<Integer>cast(field).set(builder, Integer.valueOf(value));
        } else if (type == MarshallingType.BOOLEAN) {
            AnswerFields.<Boolean>cast(field).set(builder, Boolean.valueOf(value));
        } else if (type == MarshallingType.INSTANT) {
            AnswerFields.<Instant>cast(field).set(builder, DateUtils.parseRfc822Date(value));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> SdkField<T> cast(SdkField<?> field) {
        return (SdkField<T>) field;
    }
}
