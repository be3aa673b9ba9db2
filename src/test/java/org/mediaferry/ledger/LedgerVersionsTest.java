package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.ledger.Samples.ACCOUNTS;
import static org.mediaferry.ledger.Samples.batch;
import static org.mediaferry.ledger.Samples.mark;
import static org.mediaferry.ledger.Samples.missing;
import static org.mediaferry.ledger.Samples.remoteAvatar;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.outcome.Outcome;

/** A ledger of the first version, which knew no addresses of missing objects. */
class LedgerVersionsTest {

    private static final String URL = "https://far.example/a.png";

    @TempDir
    Path directory;

    @BeforeEach
    void write_a_ledger_of_the_first_version() throws SQLException {
        try (Ledger ledger = Ledger.open(directory)) {
            ledger.commit(batch(missing(1)));
            ledger.commit(mark(ACCOUNTS, 1));
        }
        sql("ALTER TABLE missing DROP COLUMN remote_url");
        sql("DROP TABLE last_seen");
        sql("DROP TABLE left_out");
        sql("DROP TABLE aim");
        sql("DROP TABLE measure");
        sql("PRAGMA user_version = 1");
    }

    @Test
    void is_read_as_it_is() throws SQLException {
        try (Ledger ledger = Ledger.openReadOnly(directory).orElseThrow()) {
            assertOldEntry(ledger);
            assertThat(ledger.missingBetween("accounts", 1, 1)).hasSize(1);
            assertThat(ledger.leftOut(null, 0, 10)).isEmpty();
            assertThat(ledger.measure()).isEmpty();
            assertThat(ledger.totals().leftOut()).isZero();
        }
        assertThat(sql("PRAGMA user_version")).isEqualTo(1);
    }

    @Test
    void becomes_one_of_ours_when_it_is_opened_to_write() throws SQLException {
        try (Ledger ledger = Ledger.open(directory)) {
            assertOldEntry(ledger);
            assertThat(ledger.mark(ACCOUNTS)).isEqualTo(1);
            assertThat(ledger.lastSeen(ACCOUNTS)).isEmpty();

            ledger.commit(batch(new Outcome.Missing(remoteAvatar(2), URL), missing(3)));

            assertThat(ledger.missing(MissingFilter.all(), 0, 10))
                    .extracting(MissingObject::remoteUrl)
                    .containsExactly(null, URL, null);
        }
        assertThat(sql("PRAGMA user_version")).isEqualTo(Schema.VERSION);
        try (Ledger again = Ledger.open(directory)) {
            assertThat(again.missing(MissingFilter.all(), 0, 10)).hasSize(3);
        }
    }

    @Test
    void an_entry_learns_its_address_when_the_object_is_found_missing_again() {
        try (Ledger ledger = Ledger.open(directory)) {
            ledger.commit(batch(new Outcome.Missing(Samples.avatar(1), URL)));

            assertThat(ledger.missing(MissingFilter.all(), 0, 10))
                    .singleElement()
                    .extracting(MissingObject::remoteUrl)
                    .isEqualTo(URL);
        }
    }

    private static void assertOldEntry(Ledger ledger) {
        assertThat(ledger.missing(MissingFilter.all(), 0, 10)).singleElement().satisfies(entry -> {
            assertThat(entry.object()).isEqualTo(Samples.avatar(1));
            assertThat(entry.remoteUrl()).isNull();
        });
    }

    private int sql(String sql) throws SQLException {
        Path file = directory.resolve(Ledger.FILE_NAME);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? statement.getResultSet().getInt(1) : 0;
        }
    }
}
