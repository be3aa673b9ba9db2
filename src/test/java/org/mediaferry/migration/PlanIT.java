package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.mastodon.GoldenLots;
import org.mediaferry.catalog.mastodon.GoldenVector;
import org.mediaferry.catalog.mastodon.MastodonSchema;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Mastodon;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;

/** {@code mediaferry plan}, whose lines other programs read. */
@ExtendWith(Site.Resolver.class)
class PlanIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Site site;
    private final Migration migration;

    PlanIT(Site site) {
        this.site = site;
        this.migration = site.migration(site.small());
    }

    @Test
    void a_line_for_each_object_and_nothing_else_goes_to_standard_output() {
        Finished plan = migration.run("plan", "--format", "jsonl").exits(0);

        assertThat(plan.jsonLines())
                .allSatisfy(line -> assertThat(line.properties())
                        .extracting(Map.Entry::getKey)
                        .containsExactly(
                                "table", "id", "attachment", "style", "key", "acl", "mandatory", "size", "remote"));
        assertThat(objects(plan))
                .containsExactlyInAnyOrderElementsOf(migration.server().expected().stream()
                        .map(Expected::object)
                        .toList());
        assertThat(migration.copies()).isEmpty();
    }

    @Test
    void lines_come_by_table_in_the_order_of_copying_and_then_by_id() {
        List<MediaObject> objects =
                objects(migration.run("plan", "--format", "jsonl").exits(0));

        List<String> tables =
                objects.stream().map(MediaObject::table).distinct().toList();
        assertThat(tables)
                .isSortedAccordingTo(
                        Comparator.comparing(table -> MastodonTable.named(table).ordinal()));
        for (String table : tables) {
            assertThat(objects.stream()
                            .filter(object -> object.table().equals(table))
                            .map(MediaObject::id))
                    .isSorted();
        }
    }

    @Test
    void the_database_alone_is_enough() {
        for (String store : List.of("source", "destination")) {
            for (String key : List.of("endpoint", "bucket", "access-key", "secret-key")) {
                migration.unset(store + "." + key);
            }
        }

        Finished lines = migration.run("plan", "--offline", "--format", "jsonl").exits(0);
        Finished totals = migration.run("plan", "--format", "json").exits(0);

        assertThat(lines.jsonLines()).hasSameSizeAs(migration.server().expected());
        assertThat(totals.json().get("objects").asInt())
                .isEqualTo(migration.server().expected().size());
        assertThat(totals.json().get("alreadyThere").isNull()).isTrue();
    }

    @Test
    void what_the_destination_has_is_counted() {
        migration.run("sync", "accounts").exits(0);

        JsonNode totals = migration.run("plan", "--format", "json").exits(0).json();

        long there = migration.server().expected("accounts").stream()
                .filter(Expected::presentAtSource)
                .count();
        assertThat(totals.get("alreadyThere").asLong()).isEqualTo(there);
        assertThat(totals.get("tables").get("accounts").get("alreadyThere").asLong())
                .isEqualTo(there);
        assertThat(totals.get("requests").asLong())
                .isEqualTo(2 * (migration.server().expected().size() - there));
    }

    @ParameterizedTest(name = "Mastodon {0}")
    @ValueSource(strings = {"4.6", "4.3", "3.2", "3.0"})
    void the_objects_are_those_that_mastodon_asks_for(String shape) throws SQLException {
        for (List<GoldenVector> vectors : GoldenLots.of(shape)) {
            Mastodon server = site.empty();
            MastodonSchema.create(server.dataSource(), shape);
            for (GoldenVector vector : vectors) {
                GoldenLots.insert(server.dataSource(), vector);
            }
            Migration ofShape = site.migration(server);
            Map<String, String> environment = vectors.get(0).env();
            if (environment.containsKey("S3_KEY_PREFIX")) {
                ofShape.set("source.key-prefix", environment.get("S3_KEY_PREFIX"));
            }
            if (environment.containsKey("S3_PERMISSION")) {
                ofShape.set("mastodon.permission", environment.get("S3_PERMISSION"));
            }

            Finished plan =
                    ofShape.run("plan", "--offline", "--format", "jsonl").exits(0);

            assertThat(found(plan)).isEqualTo(expected(vectors));
        }
    }

    private static Set<String> found(Finished plan) {
        return objects(plan).stream()
                .map(object -> object.table() + " " + object.id() + " " + GoldenVector.Expected.of(object))
                .collect(Collectors.toSet());
    }

    private static Set<String> expected(List<GoldenVector> vectors) {
        return vectors.stream()
                .flatMap(vector ->
                        vector.expect().stream().map(object -> vector.table() + " " + vector.rowId() + " " + object))
                .collect(Collectors.toSet());
    }

    private static List<MediaObject> objects(Finished plan) {
        return plan.jsonLines().stream().map(PlanIT::object).toList();
    }

    private static MediaObject object(JsonNode line) {
        try {
            return JSON.treeToValue(line, MediaObject.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
