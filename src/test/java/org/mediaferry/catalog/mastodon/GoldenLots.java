package org.mediaferry.catalog.mastodon;

import static java.util.stream.Collectors.groupingBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The golden vectors in lots that one database can hold. */
public final class GoldenLots {

    private GoldenLots() {}

    /** The vectors that a database of this shape can hold, in lots of one environment and without a repeated id. */
    public static List<List<GoldenVector>> of(String shape) {
        var perEnvironment = GoldenVector.all().stream()
                .filter(vector -> fits(vector, shape))
                .collect(groupingBy(GoldenVector::env));
        return perEnvironment.values().stream()
                .flatMap(GoldenLots::withoutRepeatedRows)
                .toList();
    }

    private static boolean fits(GoldenVector vector, String shape) {
        return vector.mastodon().startsWith(shape)
                || (shape.equals("4.5")
                        && vector.mastodon().startsWith("4.3")
                        && !vector.table().equals("imports"));
    }

    private static Stream<List<GoldenVector>> withoutRepeatedRows(List<GoldenVector> vectors) {
        Map<Integer, List<GoldenVector>> lots = new TreeMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (var vector : vectors) {
            String unique = vector.table().equals("site_uploads")
                    ? vector.row().get("var").asText()
                    : "" + vector.rowId();
            int lot = seen.merge(vector.table() + " " + unique, 1, Integer::sum);
            lots.computeIfAbsent(lot, any -> new ArrayList<>()).add(vector);
        }
        return lots.values().stream();
    }

    /** Inserts the row of a vector. */
    public static void insert(DataSource database, GoldenVector vector) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        vector.row().fieldNames().forEachRemaining(column -> columns.put(column, "r." + column));
        switch (vector.table()) {
            case "imports" -> columns.put("account_id", "1");
            case "preview_cards" -> columns.put("url", "'https://page.example/' || r.id");
            case "custom_emojis" -> columns.put("shortcode", "'emoji_' || r.id");
            default -> {}
        }
        String sql = "INSERT INTO %1$s (%2$s) SELECT %3$s FROM json_populate_record(NULL::%1$s, ?::json) r"
                .formatted(vector.table(), String.join(", ", columns.keySet()), String.join(", ", columns.values()));
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, vector.row().toString());
            statement.executeUpdate();
        }
    }
}
