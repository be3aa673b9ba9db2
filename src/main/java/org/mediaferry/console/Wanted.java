package org.mediaferry.console;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a request's body asks for: a JSON object with known fields, or nothing. */
final class Wanted {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Map<String, JsonNode> fields;

    private Wanted(Map<String, JsonNode> fields) {
        this.fields = fields;
    }

    /**
     * Reads a body.
     *
     * @param body null or blank = nothing is asked for
     * @param known the fields that it may have
     * @throws ApiException that says what is wrong
     */
    static Wanted of(@Nullable String body, Set<String> known) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (body != null && !body.isBlank()) {
            object(body).properties().forEach(field -> {
                check(field.getKey(), known);
                fields.put(field.getKey(), field.getValue());
            });
        }
        return new Wanted(fields);
    }

    private static JsonNode object(String body) {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("the body is no JSON: " + e.getOriginalMessage());
        }
        if (!node.isObject()) {
            throw ApiException.badRequest("the body must be a JSON object");
        }
        return node;
    }

    private static void check(String field, Set<String> known) {
        if (!known.contains(field)) {
            throw ApiException.badRequest("\"" + field + "\" is not known here"
                    + (known.isEmpty() ? "; nothing is" : "; known are " + String.join(", ", new TreeSet<>(known))));
        }
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** A field's text; null when it is not there. */
    @Nullable
    String text(String field) {
        JsonNode value = fields.get(field);
        if (value != null && !value.isTextual()) {
            throw ApiException.badRequest(field + " must be a text, was " + value);
        }
        return value == null ? null : value.textValue();
    }

    /** Those of these fields that are there, each of which must be a whole number. */
    Map<String, Integer> numbers(Set<String> wanted) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            if (wanted.contains(field)) {
                if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                    throw ApiException.badRequest(field + " must be a whole number, was " + value);
                }
                numbers.put(field, value.intValue());
            }
        });
        return numbers;
    }
}
