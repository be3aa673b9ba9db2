package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Installation;

/** The archives as a user has them: what is in them, and that they run wherever they were unpacked. */
class DistributionIT {

    private static final long MOST_BYTES = 60_000_000;
    private static final String HAWTIO = "mediaferry-hawtio.jar";
    /** What may be distributed with a program under Apache-2.0. JLine's "BSD License" is taken for the one of four clauses. */
    private static final Set<String> LICENCES = Set.of(
            "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause", "CC0-1.0", "EPL-2.0", "MIT", "MIT-0");
    /** Set where the list of parts must be there, so that its test is not left out unseen. */
    private static final String REQUIRED = "MEDIAFERRY_TEST_BOM";

    /** Mediaferry with the demo's servers, in a folder in which nobody can write. */
    @TempDir
    private static Path home;

    /** A folder of whoever runs it. */
    @TempDir
    private Path own;

    @BeforeAll
    static void unpack() throws IOException {
        Installation.unpack(Installation.archive(), home);
        assertThat(home.resolve("lib/demo")).doesNotExist();
        Installation.unpack(Installation.demoArchive(), home);
        for (Path folder : List.of(home, home.resolve("lib"), home.resolve("lib/demo"))) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        }
    }

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void holds_what_a_server_needs_and_is_small() throws IOException {
        Set<String> names = names(home);
        names.remove("bom.json");
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "bin",
                        "config",
                        "docker",
                        "docs",
                        "lib",
                        "routes",
                        "systemd",
                        "install.sh",
                        "CHANGELOG.md",
                        "LICENSE",
                        "NOTICE",
                        "README.md");
        assertThat(names(home.resolve("lib"))).noneMatch(name -> name.endsWith(".jsa"));
        assertThat(Files.size(Installation.archive())).isLessThan(MOST_BYTES);
        assertThat(Files.size(Installation.demoArchive())).isLessThan(MOST_BYTES);
    }

    @Test
    void the_list_of_parts_is_that_of_the_jars() throws IOException {
        JsonNode components = parts();
        List<String> listed = StreamSupport.stream(components.spliterator(), false)
                .map(DistributionIT::jar)
                .map(jar -> jar.startsWith("hawtio-springboot-") ? HAWTIO : jar)
                .toList();

        assertThat(names(home.resolve("lib")).stream().filter(name -> name.endsWith(".jar")))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of("mediaferry.jar"), listed.stream())
                        .toList());
        assertThat(components)
                .allSatisfy(component ->
                        assertThat(licences(component)).as(jar(component)).containsAnyElementsOf(LICENCES));
    }

    @Test
    void starts_from_any_folder_through_links_and_where_it_cannot_write() throws IOException {
        Path link = Files.createSymbolicLink(own.resolve("linked"), home.resolve("bin/mediaferry"));
        Files.createSymbolicLink(own.resolve("again"), link.getFileName());

        Finished version = run(Map.of(), "./again", "--version").exits(0);
        Finished status = run(Map.of("WORK_DIRECTORY", own.resolve("work").toString()), "./again", "status");

        assertThat(version.out()).matches("mediaferry \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
        assertThat(status.exits(0).out()).contains("Nothing has been copied yet");
        assertThat(status.err()).isEmpty();
    }

    @Test
    void a_launcher_that_was_copied_finds_its_installation_by_a_variable() throws IOException {
        String copy =
                Files.copy(home.resolve("bin/mediaferry"), own.resolve("copy")).toString();

        run(Map.of("MEDIAFERRY_HOME", home.toString()), copy, "--version").exits(0);
        Finished lost = run(Map.of("MEDIAFERRY_HOME", own.toString()), copy, "--version")
                .exits(2);

        assertThat(lost.err()).startsWith("mediaferry - no mediaferry.jar in " + own + "/lib: MEDIAFERRY_HOME");
    }

    @Test
    void after_class_archive_a_start_reads_hardly_any_class_from_jars(@TempDir Path writable) throws IOException {
        Installation.unpack(Installation.archive(), writable);
        Installation.run(
                        own,
                        Map.of(),
                        List.of(writable.resolve("bin/class-archive").toString()))
                .exits(0);
        Path loads = own.resolve("loads");

        Installation.run(
                        own,
                        Map.of(
                                "MEDIAFERRY_OPTS",
                                "-Xlog:class+load:file=" + loads,
                                "WORK_DIRECTORY",
                                own.resolve("work").toString()),
                        List.of(writable.resolve("bin/mediaferry").toString(), "status"))
                .exits(0);

        assertThat(Files.readString(loads))
                .contains("org.mediaferry.cli.StatusCommand source: shared objects file (top)");
        // Java 17 archives no classes of Java 5, nor signed ones; and not all that a status needs has been seen
        assertThat(Files.readAllLines(loads))
                .filteredOn(line -> line.contains("source: file:") && !line.matches(".*/(picocli|conscrypt)-[^/]*"))
                .hasSizeLessThan(20);
    }

    @Test
    void a_java_that_is_missing_or_too_old_is_named() throws IOException {
        Finished missing = run(Map.of("JAVA_HOME", own.toString()), launcher(), "--version")
                .exits(2);
        Path old = Files.createDirectories(own.resolve("old/bin"));
        Files.copy(Path.of("/bin/sh"), old.resolve("java"));
        Files.writeString(own.resolve("old/release"), "JAVA_VERSION=\"1.8.0_392\"\n");
        Finished tooOld = run(Map.of("JAVA_HOME", old.getParent().toString()), launcher(), "--version")
                .exits(2);

        assertThat(missing.err()).startsWith("mediaferry - no Java found as " + own + "/bin/java: install a Java 17");
        assertThat(tooOld.err()).startsWith("mediaferry - " + old + "/java is Java 1.8.0: install a Java 17");
    }

    @Test
    void a_ledger_that_may_not_be_looked_at_is_not_said_to_be_absent() throws IOException {
        Path work = Files.createDirectory(own.resolve("work"));
        Files.writeString(work.resolve("ledger.db"), "");
        Files.setPosixFilePermissions(work, Set.of());

        Finished status = run(Map.of("WORK_DIRECTORY", work.toString()), launcher(), "status");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx------"));

        assertThat(status.exits(1).err()).contains("ledger.db cannot be opened");
        assertThat(status.out()).isEmpty();
    }

    @Test
    void results_that_cannot_be_written_are_no_success() {
        Finished full = run(Map.of(), "sh", "-c", launcher() + " providers >/dev/full");
        Finished enough = run(Map.of(), "sh", "-c", "(" + launcher() + " providers; echo $? >&2) | true");

        assertThat(full.exits(1).err()).startsWith("mediaferry - what was printed could not be written: ");
        assertThat(enough.err()).isEqualTo("0\n");
    }

    @Test
    void the_demo_runs_where_it_cannot_write() {
        Finished demo = run(
                        Map.of("MEDIAFERRY_OPTS", "-Djava.io.tmpdir=" + own),
                        launcher(),
                        "demo",
                        "--rows",
                        "100",
                        "--format",
                        "json")
                .exits(0);

        assertThat(demo.json().get("verified").asBoolean()).isTrue();
    }

    @Test
    void installs_keeps_what_was_changed_and_leaves_settings_and_ledger_behind() throws IOException {
        Map<String, String> below = Map.of("DESTDIR", own.toString());
        Path settings = own.resolve("etc/mediaferry");
        run(below, home.resolve("install.sh").toString()).exits(0);
        Files.writeString(settings.resolve("routes/page.camel.yaml"), "# edited");
        Files.writeString(own.resolve("var/lib/mediaferry/ledger"), "");
        // As if the release before had shipped another file
        Path before = own.resolve("opt/mediaferry/original/routes/poll.camel.yaml");
        Files.writeString(before, "# older");
        Files.writeString(settings.resolve("routes/poll.camel.yaml"), "# older");

        run(below, home.resolve("install.sh").toString()).exits(0);

        assertThat(settings.resolve("routes/page.camel.yaml")).hasContent("# edited");
        assertThat(settings.resolve("routes/page.camel.yaml.new"))
                .hasSameTextualContentAs(home.resolve("routes/page.camel.yaml"));
        assertThat(settings.resolve("routes/poll.camel.yaml"))
                .hasSameTextualContentAs(home.resolve("routes/poll.camel.yaml"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.resolve("environment"))))
                .isEqualTo("rw-------");
        run(below, home.resolve("install.sh").toString(), "--uninstall").exits(0);
        assertThat(own.resolve("opt/mediaferry")).doesNotExist();
        assertThat(own.resolve("etc/systemd/system")).isEmptyDirectory();
        assertThat(settings.resolve("application.properties")).exists();
        assertThat(own.resolve("var/lib/mediaferry/ledger")).exists();
    }

    private Finished run(Map<String, String> environment, String... command) {
        return Installation.run(own, environment, Installation.unprivileged(Arrays.asList(command)));
    }

    private static String launcher() {
        return home.resolve("bin/mediaferry").toString();
    }

    /** What Maven could not make without a network is not there. */
    private static JsonNode parts() throws IOException {
        Path bom = home.resolve("bom.json");
        if (!Files.exists(bom) && System.getenv(REQUIRED) == null) {
            abort("the archive was built offline, and so without bom.json");
        }
        return new ObjectMapper().readTree(bom.toFile()).get("components");
    }

    private static String jar(JsonNode component) {
        String classifier = Optional.of(component.get("purl").asText())
                .filter(purl -> purl.contains("classifier="))
                .map(purl -> purl.replaceFirst(".*classifier=([^&]+).*", "-$1"))
                .orElse("");
        return component.get("name").asText() + "-" + component.get("version").asText() + classifier + ".jar";
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        component
                .get("licenses")
                .forEach(licence -> licences.add(licence.at("/license/id").asText()));
        return licences;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
