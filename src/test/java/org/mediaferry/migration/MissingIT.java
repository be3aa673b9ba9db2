package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;

/** What the report says of objects that the source does not have. */
@ExtendWith(Site.Resolver.class)
class MissingIT {

    private final Migration migration;

    MissingIT(Site site) {
        migration = site.migration(site.small());
    }

    @Test
    void each_missing_object_is_reported_with_its_row_and_a_remote_one_with_its_address() throws SQLException {
        migration.run("sync").exits(0);

        Map<String, JsonNode> lines =
                migration.run("report", "--missing", "--format", "jsonl").exits(0).jsonLines().stream()
                        .collect(Collectors.toMap(line -> line.get("key").asText(), Function.identity()));

        List<MediaObject> missing = migration.server().expected().stream()
                .filter(e -> !e.presentAtSource())
                .map(Expected::object)
                .toList();
        assertThat(lines).hasSameSizeAs(missing);
        assertThat(missing).anyMatch(MediaObject::remote).anyMatch(object -> !object.remote());
        for (MediaObject object : missing) {
            JsonNode line = lines.get(object.key());
            assertThat(line.get("table").asText()).isEqualTo(object.table());
            assertThat(line.get("id").asLong()).isEqualTo(object.id());
            assertThat(line.get("attachment").asText()).isEqualTo(object.attachment());
            assertThat(line.get("style").asText()).isEqualTo(object.style());
            assertThat(line.get("mandatory").asBoolean()).isEqualTo(object.mandatory());
            assertThat(line.get("remote").asBoolean()).isEqualTo(object.remote());
            assertThat(line.path("remoteUrl").asText(null)).isEqualTo(addressOf(object));
        }
        assertThat(migration.run("report", "--missing").exits(0).out())
                .contains("fetch it again from https://remote.example/media/");
    }

    /** What the row says now, asked for without any of the program's code. */
    private String addressOf(MediaObject object) throws SQLException {
        String column = switch (object.table() + " " + object.attachment()) {
            case "accounts avatar", "accounts header", "custom_emojis image" -> object.attachment() + "_remote_url";
            case "media_attachments file" -> "remote_url";
            case "media_attachments thumbnail" -> "thumbnail_remote_url";
            case "preview_cards image" -> "url";
            default -> "NULL";
        };
        String sql = "SELECT nullif(trim(" + column + "), '') FROM " + object.table() + " WHERE id = " + object.id();
        try (Connection connection = migration.server().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return object.remote() ? row.getString(1) : null;
        }
    }
}
