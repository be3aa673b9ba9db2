package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class LedgerFaultsTest {
    private static final Path FILE = Path.of("work", "ledger.db");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "SQLITE_FULL, no space is left",
        "SQLITE_CORRUPT, is damaged",
        "SQLITE_CORRUPT_INDEX, is damaged",
        "SQLITE_NOTADB, is damaged",
        "SQLITE_READONLY, read and write access",
        "SQLITE_READONLY_DBMOVED, read and write access",
        "SQLITE_CANTOPEN, read and write access",
        "SQLITE_BUSY, close the program",
        "SQLITE_BUSY_SNAPSHOT, close the program",
        "SQLITE_IOERR_FSYNC, look for disk errors",
        "SQLITE_CONSTRAINT_NOTNULL, failed"
    })
    void says_the_file_and_what_to_do(SQLiteErrorCode code, String expected) {
        SQLException cause = new SQLiteException("the reason", code);

        LedgerException fault = LedgerFaults.of(FILE, cause);

        assertThat(fault)
                .hasMessageContaining(FILE.toString())
                .hasMessageContaining(expected)
                .hasCause(cause);
    }

    @Test
    void a_driver_that_cannot_load_its_library_says_where_it_unpacks_it() {
        SQLException cause = new SQLException("Error opening connection", new Exception("No native library found"));

        assertThat(LedgerFaults.atConnect(FILE, cause))
                .hasMessageContaining("No native library found")
                .hasMessageContaining("org.sqlite.tmpdir");
    }

    @Test
    void an_error_of_the_driver_keeps_its_words() {
        assertThat(LedgerFaults.of(FILE, new SQLException("odd"))).hasMessageContaining("odd");
    }
}
