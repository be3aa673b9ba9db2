package org.mediaferry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

    @TempDir
    Path parent;

    @Test
    void is_created_for_its_owner_alone() throws IOException {
        Path directory = parent.resolve("a/work");

        try (WorkDirectory work = WorkDirectory.open(directory);
                Ledger ledger = Ledger.open(work.path())) {
            ledger.commit(Samples.batch(Samples.dead(1)));

            assertThat(rights(directory)).isEqualTo("rwx------");
            for (String name : new String[] {"lock", "ledger.db", "ledger.db-wal", "ledger.db-shm"}) {
                assertThat(rights(directory.resolve(name))).as(name).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void takes_the_others_rights_from_a_ledger_that_exists() throws IOException {
        Path file = Files.createFile(parent.resolve(Ledger.FILE_NAME));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Ledger.open(parent).close();

        assertThat(rights(file)).isEqualTo("rw-------");
    }

    @Test
    void keeps_the_rights_of_a_directory_that_exists() throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-x---"));

        WorkDirectory.open(parent).close();

        assertThat(rights(parent)).isEqualTo("rwxr-x---");
    }

    @Test
    void another_process_is_named_and_a_kill_sets_the_directory_free() throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(HoldsForEver.class, parent)) {
            child.line();

            assertThatThrownBy(() -> WorkDirectory.open(parent))
                    .isInstanceOfSatisfying(
                            WorkDirectoryInUseException.class,
                            e -> assertThat(e.holder().pid()).isEqualTo(child.pid()))
                    .hasMessageContaining("process " + child.pid() + " since 20");
            assertThat(WorkDirectory.holder(parent))
                    .hasValueSatisfying(holder -> assertThat(holder.pid()).isEqualTo(child.pid()));

            child.kill();
        }

        assertThat(WorkDirectory.holder(parent)).isEmpty();
        WorkDirectory.open(parent).close();
    }

    @Test
    void the_same_process_is_refused_too_by_any_path() throws IOException {
        Path link = Files.createSymbolicLink(parent.resolve("link"), Files.createDirectory(parent.resolve("work")));

        try (WorkDirectory work = WorkDirectory.open(link)) {
            assertThatThrownBy(() -> WorkDirectory.open(parent.resolve("work")))
                    .isInstanceOf(WorkDirectoryInUseException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(work.path()).isEqualTo(parent.toRealPath().resolve("work"));
        }

        WorkDirectory.open(link).close();
    }

    @Test
    void looking_at_it_from_within_does_not_give_it_up() throws IOException {
        try (WorkDirectory work = WorkDirectory.open(parent)) {
            assertThat(WorkDirectory.holder(work.path()))
                    .hasValueSatisfying(holder -> assertThat(holder.pid())
                            .isEqualTo(ProcessHandle.current().pid()));
            assertThatThrownBy(() -> WorkDirectory.open(parent)).isInstanceOf(WorkDirectoryInUseException.class);

            try (ChildJvm child = ChildJvm.start(HoldsForEver.class, parent)) {
                assertThat(child.line())
                        .isEqualTo("refused, held by " + ProcessHandle.current().pid());
            }
        }
    }

    @Test
    void nobody_holds_what_was_closed_or_never_was() {
        Path directory = parent.resolve("work");
        assertThat(WorkDirectory.holder(directory)).isEmpty();

        WorkDirectory work = WorkDirectory.open(directory);
        work.close();
        work.close();

        assertThat(WorkDirectory.holder(directory)).isEmpty();
    }

    @Test
    void looking_creates_nothing() {
        WorkDirectory.holder(parent);

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void a_holder_that_has_not_said_who_it_is_has_no_number() {
        assertThat(Holder.ofLine("47")).isEmpty();
        assertThat(Holder.ofLine("4711 2026-01-02T03:04:05Z"))
                .as("no end of line")
                .isEmpty();
        assertThat(Holder.ofLine("4711 2026-01-02T03:04:05Z\n"))
                .hasValueSatisfying(
                        holder -> assertThat(holder.describe()).isEqualTo("process 4711 since 2026-01-02T03:04:05Z"));
    }

    @Test
    void refuses_a_path_that_is_a_file() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> WorkDirectory.open(file))
                .isInstanceOf(WorkDirectoryException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> WorkDirectory.open(file.resolve("below"))).isInstanceOf(WorkDirectoryException.class);
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
