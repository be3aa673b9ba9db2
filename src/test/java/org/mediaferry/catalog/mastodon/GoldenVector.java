package org.mediaferry.catalog.mastodon;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;

/** One answer of Mastodon's own code: a row, the variables it ran with, and the objects it would ask for. */
public record GoldenVector(
        String id, String mastodon, Map<String, String> env, String table, JsonNode row, Set<Expected> expect) {

    /** @param acl null for none */
    public record Expected(
            String attachment,
            String style,
            String key,
            @Nullable String acl) {
        /** Of an object that was found. */
        public static Expected of(MediaObject object) {
            return new Expected(object.attachment(), object.style(), object.key(), object.acl());
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<GoldenVector> all() {
        try (var in = GoldenVector.class.getResourceAsStream("/fixtures/mastodon-keys.jsonl")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(GoldenVector::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenVector parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            Map<String, String> env = new HashMap<>();
            json.get("env")
                    .properties()
                    .forEach(entry -> env.put(entry.getKey(), entry.getValue().asText()));
            Set<Expected> expect = StreamSupport.stream(json.get("expect").spliterator(), false)
                    .map(GoldenVector::expected)
                    .collect(Collectors.toSet());
            return new GoldenVector(
                    json.get("id").asText(),
                    json.get("mastodon").asText(),
                    Map.copyOf(env),
                    json.get("table").asText(),
                    json.get("row"),
                    expect);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Expected expected(JsonNode json) {
        return new Expected(
                json.get("attachment").asText(),
                json.get("style").asText(),
                json.get("key").asText(),
                json.get("upload_acl").isNull() ? null : json.get("upload_acl").asText());
    }

    MastodonCatalog catalog() {
        return new MastodonCatalog(env.getOrDefault("S3_KEY_PREFIX", ""), Permission.of(env.get("S3_PERMISSION")));
    }

    /** The row's primary key. */
    public long rowId() {
        return row.get("id").asLong();
    }

    /** The row as JDBC gives it: numbers as Integer or Long, json as text. */
    Map<String, Object> jdbcRow() {
        Map<String, Object> values = new HashMap<>();
        row.properties().forEach(entry -> values.put(entry.getKey(), jdbcValue(entry.getValue())));
        return values;
    }

    private static @Nullable Object jdbcValue(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isIntegralNumber()) {
            return value.numberValue();
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.isTextual() ? value.asText() : value.toString();
    }

    @Override
    public String toString() {
        return id + " " + table + " of " + mastodon;
    }
}
