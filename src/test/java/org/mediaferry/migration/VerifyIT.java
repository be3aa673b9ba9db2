package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Mastodon;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;
import software.amazon.awssdk.core.sync.RequestBody;

/** {@code mediaferry verify}, after a sync, and after somebody has laid hands on the copies. */
@Order(1)
@ExtendWith(Site.Resolver.class)
class VerifyIT {

    private final Migration migration;

    VerifyIT(Site site) {
        migration = site.migration(site.small());
        migration.run("sync").exits(0);
    }

    @Test
    void is_clean_after_a_sync_and_writes_nothing() {
        Map<String, String> copies = migration.copies();
        Map<String, String> work = files();

        JsonNode plain = migration.run("verify", "--format", "json").exits(0).json();
        JsonNode withSource = migration
                .run("verify", "--source", "--sample", "1000", "--orphans", "--format", "json")
                .exits(0)
                .json();

        long there = count(Expected::presentAtSource);
        for (JsonNode figures : List.of(plain, withSource)) {
            assertThat(figures.get("objects").asLong())
                    .isEqualTo(migration.server().expected().size());
            assertThat(figures.get("there").asLong()).isEqualTo(there);
            assertThat(figures.get("missing").asLong()).isZero();
            assertThat(figures.get("missingAtSource").asLong()).isEqualTo(count(e -> !e.presentAtSource()));
            assertThat(figures.get("problems").asBoolean()).isFalse();
            assertThat(figures.get("tables").properties()).hasSize(8);
        }
        assertThat(plain.get("orphans").isNull()).isTrue();
        assertThat(withSource.get("orphans").asLong()).isZero();
        assertThat(withSource.get("sameMd5").asLong()).isEqualTo(there);
        assertThat(withSource.get("bytesCompared").asLong()).isEqualTo(there);
        assertThat(migration.copies()).isEqualTo(copies);
        assertThat(files()).isEqualTo(work);
    }

    @Test
    void what_the_source_lacks_is_told_apart_by_the_ledger_or_by_the_source() throws IOException {
        delete(migration.work());

        JsonNode plain = migration.run("verify", "--format", "json").exits(4).json();
        JsonNode withSource =
                migration.run("verify", "--source", "--format", "json").exits(0).json();

        long lacking = count(e -> !e.presentAtSource());
        assertThat(plain.get("missing").asLong()).isEqualTo(lacking);
        assertThat(plain.get("missingOptional").asLong())
                .isEqualTo(count(e -> !e.presentAtSource() && !e.object().mandatory()));
        assertThat(withSource.get("missingAtSource").asLong()).isEqualTo(lacking);
    }

    @Test
    void an_object_that_was_deleted_is_missing() {
        Expected lost = any(e -> e.object().table().equals("accounts"));
        migration
                .destination()
                .deleteObject(delete -> delete.bucket(migration.bucket()).key(lost.key()));

        for (String[] command : new String[][] {{"verify"}, {"verify", "--source"}, {"verify", "accounts"}}) {
            JsonNode finding = onlyProblem(command);

            assertThat(finding.get("kind").asText()).isEqualTo("missing");
            assertThat(finding.get("table").asText()).isEqualTo("accounts");
            assertThat(finding.get("id").asLong()).isEqualTo(lost.object().id());
            assertThat(finding.get("attachment").asText())
                    .isEqualTo(lost.object().attachment());
            assertThat(finding.get("style").asText()).isEqualTo(lost.object().style());
            assertThat(finding.get("key").asText()).isEqualTo(lost.key());
            assertThat(finding.get("mandatory").asBoolean())
                    .isEqualTo(lost.object().mandatory());
        }
        migration.run("verify", "custom_emojis").exits(0);
        migration.run("sync", "accounts", "--restart").exits(0);
        migration.run("verify").exits(0);
    }

    @Test
    void a_truncated_object_is_different() {
        Expected cut = any(e -> e.object().size() != null
                && e.object().size() > 10
                && e.object().remote());
        put(cut.key(), new byte[7]);

        for (String[] command : new String[][] {{"verify"}, {"verify", "--source"}, {"verify", "--only", "remote"}}) {
            JsonNode finding = onlyProblem(command);

            assertThat(finding.get("kind").asText()).isEqualTo("different");
            assertThat(finding.get("key").asText()).isEqualTo(cut.key());
            assertThat(finding.get("size").asLong()).isEqualTo(7);
            assertThat(finding.get("what").asText()).contains("bytes, the destination has 7");
        }
        migration.run("verify", "--only", "local").exits(0);
    }

    @Test
    void other_bytes_of_the_same_length_are_found_at_the_source_only() {
        Expected forged = any(e -> e.object().size() != null && e.object().size() > 10);
        put(forged.key(), new byte[forged.object().size().intValue()]);

        migration.run("verify").exits(0);
        JsonNode byHash = onlyProblem("verify", "--source");
        JsonNode byBytes = onlyProblem("verify", "--sample", "100000");

        assertThat(byHash.get("key").asText()).isEqualTo(forged.key());
        assertThat(byHash.get("what").asText()).contains("the source has MD5");
        assertThat(byBytes.get("key").asText()).isEqualTo(forged.key());
        assertThat(byBytes.get("kind").asText()).isEqualTo("different");
        assertThat(byBytes.get("what").asText()).matches("byte \\d+ is not that of the source .*");
    }

    @Test
    void a_row_whose_size_is_wrong_is_judged_by_the_source(Site site) {
        Mastodon server = site.smallToChange();
        server.execute("UPDATE accounts SET avatar_file_size = avatar_file_size + 1 WHERE avatar_file_name <> ''");
        Migration lying = site.migration(server);
        lying.run("sync", "accounts").exits(0);

        lying.run("verify", "accounts").exits(4);
        lying.run("verify", "accounts", "--source").exits(0);
    }

    @Test
    void orphans_are_listed_and_are_no_problem() {
        String avatar = any(e -> e.object().attachment().equals("avatar")).key();
        List<String> orphans = List.of(
                "accounts/avatars/000/000/001/original/nobody\nknows.png",
                "cache/media_attachments/files/104/530/971/904/218/116/small/x.png",
                "media_attachments/files/999/999/999/original/x.png",
                "site_uploads/files/000/000/001/512/unknown.png",
                "cache/" + avatar,
                avatar + ".bak",
                "accounts/README.txt",
                "backup.tar");
        orphans.forEach(key -> put(key, new byte[3]));

        Finished run = migration.run("verify", "--orphans", "--format", "jsonl").exits(0);
        JsonNode ofAccounts = migration
                .run("verify", "accounts", "--orphans", "--format", "json")
                .exits(0)
                .json();

        List<JsonNode> found = run.jsonLines().stream()
                .filter(line -> line.get("kind").asText().equals("orphan"))
                .toList();
        assertThat(found.stream().map(line -> line.get("key").asText())).containsExactlyInAnyOrderElementsOf(orphans);
        assertThat(found).allSatisfy(line -> {
            assertThat(line.get("problem").asBoolean()).isFalse();
            assertThat(line.get("size").asLong()).isEqualTo(3);
            assertThat(line.get("lastModified").asText()).isNotEmpty();
        });
        assertThat(ofAccounts.get("orphans").asLong())
                .isEqualTo(orphans.stream()
                        .filter(key -> key.matches("(cache/)?accounts/(?s).*"))
                        .count());
    }

    @Test
    void findings_come_as_a_table_and_as_csv_too() {
        Expected lost = any(e -> e.object().table().equals("backups"));
        migration
                .destination()
                .deleteObject(delete -> delete.bucket(migration.bucket()).key(lost.key()));

        Finished table = migration.run("verify", "backups").exits(4);
        Finished csv = migration.run("verify", "backups", "--format", "csv").exits(4);

        assertThat(table.out())
                .contains(
                        "missing  backups " + lost.object().id(), lost.key(), "missing at the source", "Not complete");
        assertThat(csv.out().lines().toList())
                .containsExactly(
                        "kind,problem,table,id,attachment,style,key,mandatory,remote,size,lastModified,what",
                        "missing,true,backups," + lost.object().id() + ",dump,original," + lost.key()
                                + ",true,false,,,the destination has none");
        assertThat(csv.err()).contains("total");
    }

    @Test
    void copies_below_another_prefix_are_found(Site site) {
        Migration moved = site.migration(site.small()).set("destination.key-prefix", "new/home");
        moved.run("sync", "accounts", "site_uploads").exits(0);

        JsonNode figures = moved.run("verify", "accounts", "site_uploads", "--source", "--orphans", "--format", "json")
                .exits(0)
                .json();

        assertThat(figures.get("sameMd5").asLong())
                .isEqualTo(count(e ->
                        List.of("accounts", "site_uploads").contains(e.object().table()) && e.presentAtSource()));
        assertThat(figures.get("orphans").asLong()).isZero();
    }

    @Test
    void bad_usage_is_refused() {
        migration.run("verify", "--orphans", "--only", "local").exits(2);
        migration.run("verify", "--sample", "0").exits(2);
        migration.run("verify", "acounts").exits(2);
        migration.set("destination.bucket", "there-is-none").run("verify").exits(2);
        migration.unset("source.bucket").run("verify", "--source").exits(2);
    }

    private JsonNode onlyProblem(String... command) {
        String[] asLines = Stream.concat(Stream.of(command), Stream.of("--format", "jsonl"))
                .toArray(String[]::new);
        List<JsonNode> problems = migration.run(asLines).exits(4).jsonLines().stream()
                .filter(line -> line.get("problem").asBoolean())
                .toList();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private Expected any(Predicate<Expected> which) {
        return migration.server().expected().stream()
                .filter(e -> e.presentAtSource() && which.test(e))
                .findFirst()
                .orElseThrow();
    }

    private long count(Predicate<Expected> which) {
        return migration.server().expected().stream().filter(which).count();
    }

    private void put(String key, byte[] bytes) {
        migration.destination().putObject(put -> put.bucket(migration.bucket()).key(key), RequestBody.fromBytes(bytes));
    }

    /** The files of the work directory, and when each was last written. */
    private Map<String, String> files() {
        Map<String, String> found = new HashMap<>();
        try (Stream<Path> files = Files.walk(migration.work())) {
            for (Path file : files.collect(Collectors.toList())) {
                found.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
