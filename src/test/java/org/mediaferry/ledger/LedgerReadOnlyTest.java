package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mediaferry.ledger.Samples.ACCOUNTS;
import static org.mediaferry.ledger.Samples.mark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerReadOnlyTest {

    @TempDir
    Path directory;

    @Test
    void finds_no_ledger_in_an_empty_or_absent_directory() throws IOException {
        assertThat(Ledger.openReadOnly(directory)).isEmpty();
        assertThat(Ledger.openReadOnly(directory.resolve("absent"))).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void a_file_in_which_nothing_was_written_is_no_ledger_yet() throws IOException {
        Files.createFile(directory.resolve(Ledger.FILE_NAME));

        assertThat(Ledger.openReadOnly(directory)).isEmpty();
    }

    @Test
    void reads_beside_a_writer_and_sees_each_commit() {
        try (Ledger writer = Ledger.open(directory)) {
            writer.commit(mark(ACCOUNTS, 1));
            try (Ledger reader = Ledger.openReadOnly(directory).orElseThrow()) {
                long before = reader.mark(ACCOUNTS);

                writer.commit(mark(ACCOUNTS, 2));

                assertThat(before).isEqualTo(1);
                assertThat(reader.mark(ACCOUNTS)).isEqualTo(2);
            }
        }
    }

    @Test
    void is_asked_again_when_a_run_begins_in_between() {
        try (Ledger writer = Ledger.open(directory)) {
            writer.commit(mark(ACCOUNTS, 1));
        }
        AtomicInteger looks = new AtomicInteger();

        Optional<Long> seen = Ledger.look(directory, ledger -> {
            if (looks.incrementAndGet() == 1) {
                throw LedgerFaults.damaged(directory, "a page of another time", new IOException());
            }
            return ledger.mark(ACCOUNTS);
        });

        assertThat(seen).contains(1L);
        assertThat(looks).hasValue(2);
    }

    @Test
    void is_damaged_when_it_is_so_each_time() throws IOException {
        Files.writeString(directory.resolve(Ledger.FILE_NAME), "no ledger ".repeat(1000));

        assertThatThrownBy(() -> Ledger.look(directory, ledger -> ledger.mark(ACCOUNTS)))
                .isInstanceOf(LedgerException.class);
        assertThat(Ledger.look(directory.resolve("absent"), ledger -> ledger.mark(ACCOUNTS)))
                .isEmpty();
    }

    @Test
    void creates_no_file_beside_a_ledger_at_rest() throws IOException {
        try (Ledger writer = Ledger.open(directory)) {
            writer.commit(mark(ACCOUNTS, 7));
        }

        try (Ledger reader = Ledger.openReadOnly(directory).orElseThrow()) {
            assertThat(reader.mark(ACCOUNTS)).isEqualTo(7);
            assertThat(files()).containsExactly(Ledger.FILE_NAME);
        }

        assertThat(files()).containsExactly(Ledger.FILE_NAME);
    }

    @Test
    void reads_what_a_killed_run_left_in_the_log(@TempDir Path killed) throws IOException {
        try (Ledger writer = Ledger.open(directory)) {
            writer.commit(mark(ACCOUNTS, 7));
            for (String name : files()) {
                Files.copy(directory.resolve(name), killed.resolve(name));
            }
        }

        try (Ledger reader = Ledger.openReadOnly(killed).orElseThrow()) {
            assertThat(reader.mark(ACCOUNTS)).isEqualTo(7);
        }
    }

    @Test
    void writes_nothing() {
        try (Ledger writer = Ledger.open(directory);
                Ledger reader = Ledger.openReadOnly(directory).orElseThrow()) {
            assertThatThrownBy(() -> reader.restart(List.of(ACCOUNTS))).isInstanceOf(LedgerException.class);
            assertThatThrownBy(() -> reader.commit(mark(ACCOUNTS, 1))).isInstanceOf(LedgerException.class);
            assertThat(writer.mark(ACCOUNTS)).isEqualTo(Long.MIN_VALUE);
        }
    }

    @Test
    void refuses_what_is_no_ledger() throws IOException {
        Files.writeString(
                directory.resolve(Ledger.FILE_NAME), "no database at all, but long enough to have a head. ".repeat(10));

        assertThatThrownBy(() -> Ledger.openReadOnly(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void a_directory_may_have_any_name() throws IOException {
        Path odd = Files.createDirectory(directory.resolve("w ö?immutable=1#%41;&"));

        try (Ledger writer = Ledger.open(odd);
                Ledger reader = Ledger.openReadOnly(odd).orElseThrow()) {
            writer.commit(mark(ACCOUNTS, 7));

            assertThat(reader.mark(ACCOUNTS)).isEqualTo(7);
        }
        assertThat(odd.resolve(Ledger.FILE_NAME)).isRegularFile();
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
