package org.mediaferry.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Inserts the sample's rows, in batches. */
final class RowWriter {
    private static final int BATCH = 1000;
    private static final List<String> SERIAL =
            List.of("custom_emojis", "preview_cards", "preview_card_providers", "site_uploads", "backups", "imports");

    private final Connection connection;

    RowWriter(Connection connection) {
        this.connection = connection;
    }

    /** Writes all rows, then lets the sequences go on after them and the planner know how many there are. */
    void write(Map<String, List<Map<String, @Nullable Object>>> rowsOfTables) throws SQLException {
        for (Map.Entry<String, List<Map<String, @Nullable Object>>> table : rowsOfTables.entrySet()) {
            insert(table.getKey(), table.getValue());
        }
        try (Statement statement = connection.createStatement()) {
            for (String table : SERIAL) {
                statement.execute("SELECT setval('%s_id_seq', (SELECT max(id) FROM %s))".formatted(table, table));
            }
            statement.execute("ANALYZE");
        }
    }

    private void insert(String table, List<Map<String, @Nullable Object>> rows) throws SQLException {
        List<String> columns = List.copyOf(rows.get(0).keySet());
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        String sql = "INSERT INTO %s (%s) VALUES (%s)".formatted(table, String.join(", ", columns), marks);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (Map<String, @Nullable Object> row : rows) {
                bind(insert, row);
                insert.addBatch();
                waiting++;
                if (waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, Map<String, @Nullable Object> row) throws SQLException {
        int i = 1;
        for (Object value : row.values()) {
            insert.setObject(i, value);
            i++;
        }
    }
}
