package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.mediaferry.ledger.Samples.ACCOUNTS;
import static org.mediaferry.ledger.Samples.batch;
import static org.mediaferry.ledger.Samples.mark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.outcome.Outcome;

class LedgerDamageTest {
    private static final int PAGE_BYTES = 4096;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write_some_pages() {
        file = directory.resolve(Ledger.FILE_NAME);
        Outcome[] outcomes = LongStream.range(0, 1000).mapToObj(Samples::dead).toArray(Outcome[]::new);
        try (Ledger ledger = Ledger.open(directory)) {
            ledger.commit(batch(outcomes));
        }
    }

    @Test
    void refuses_a_truncated_file() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }

        assertRefused().hasMessageContaining("is damaged");
    }

    @Test
    void refuses_a_file_cut_within_its_first_page() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(700);
        }

        assertRefused().hasMessageContaining("is damaged");
    }

    @Test
    void refuses_a_file_of_garbage() throws IOException {
        Files.write(file, garbage(5 * PAGE_BYTES));

        assertRefused().hasMessageContaining("is damaged");
    }

    @Test
    void refuses_garbage_in_the_middle() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / PAGE_BYTES / 2 * PAGE_BYTES);
            bytes.write(garbage(PAGE_BYTES));
        }

        assertRefused().hasMessageContaining("is damaged");
    }

    @Test
    void refuses_garbage_in_the_schema() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(100);
            bytes.write(garbage(PAGE_BYTES - 100));
        }

        assertRefused().hasMessageContaining("is damaged");
    }

    @Test
    void refuses_a_value_that_no_ledger_has() throws SQLException {
        sql("UPDATE dead_letter SET reason = 'of-tomorrow'");

        try (Ledger ledger = Ledger.open(directory)) {
            assertThatThrownBy(() -> ledger.deadLetters(DeadLetterFilter.all(), 0, 1))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("was \"of-tomorrow\"");
        }
    }

    @Test
    void refuses_a_newer_schema() throws SQLException {
        sql("PRAGMA user_version = 99");

        assertRefused().hasMessageContaining("newer mediaferry").hasMessageContaining("99");
    }

    @Test
    void leaves_the_database_of_another_program_as_it_is() throws IOException, SQLException {
        Files.delete(file);
        sql("CREATE TABLE theirs (a INTEGER)");
        byte[] before = Files.readAllBytes(file);

        assertRefused().hasMessageContaining("not a ledger");

        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void a_refused_file_is_not_changed() throws IOException {
        Files.write(file, garbage(5 * PAGE_BYTES));
        byte[] before = Files.readAllBytes(file);

        assertRefused();

        assertThat(file).hasBinaryContent(before);
        assertThat(directory).isDirectoryNotContaining("glob:**-wal").isDirectoryNotContaining("glob:**-shm");
    }

    @Test
    void an_empty_file_is_a_new_ledger() throws IOException {
        Files.write(file, new byte[0]);

        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(ledger.jobs()).isEmpty();
        }
    }

    @Test
    void refuses_a_directory_in_the_place_of_the_file() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);

        assertThatThrownBy(() -> Ledger.open(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void refuses_a_work_directory_that_is_a_file_or_absent() {
        assertThatThrownBy(() -> Ledger.open(file))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("is a file")
                .hasMessageContaining("work.directory");
        assertThatThrownBy(() -> Ledger.open(directory.resolve("absent")))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void refuses_a_directory_that_cannot_be_written() throws IOException {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
        assumeThat(Files.isWritable(closed)).as("root may write anywhere").isFalse();

        assertThatThrownBy(() -> Ledger.open(closed))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("write access");
    }

    @Test
    void refuses_a_file_that_may_only_be_read() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assumeThat(Files.isWritable(file)).as("root may write anywhere").isFalse();

        assertThatThrownBy(() -> Ledger.open(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("write access");
    }

    @Test
    void a_closed_ledger_says_so() {
        Ledger ledger = Ledger.open(directory);
        ledger.close();
        ledger.close();

        assertThatThrownBy(() -> ledger.commit(mark(ACCOUNTS, 1)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("closed");
    }

    private AbstractThrowableAssert<?, ?> assertRefused() {
        return assertThatThrownBy(() -> Ledger.open(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("away");
    }

    private static byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
