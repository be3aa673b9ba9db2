package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Running;

/** {@code mediaferry demo}, as a newcomer runs it. */
class DemoIT {

    @TempDir
    private Path outputs;

    @TempDir
    private Path temporary;

    @Test
    void prints_its_figures_as_json_and_nothing_else_and_cleans_up() throws IOException {
        Finished demo = demo("--format", "json").await(Cli.PATIENCE).exits(0);

        JsonNode figures = demo.json();
        assertThat(figures.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "objects",
                        "copied",
                        "alreadyThere",
                        "missing",
                        "deadLetters",
                        "private",
                        "bytes",
                        "verified",
                        "plan",
                        "verify");
        assertThat(figures.get("objects").asLong())
                .isEqualTo(
                        figures.get("copied").asLong() + figures.get("missing").asLong());
        assertThat(figures.get("alreadyThere").asLong()).isZero();
        assertThat(figures.get("deadLetters").asLong()).isZero();
        assertThat(figures.get("verified").asBoolean()).isTrue();
        assertThat(figures.at("/plan/estimate/objects")).isEqualTo(figures.get("objects"));
        assertThat(figures.at("/plan/alreadyThere").asLong()).isZero();
        assertThat(figures.at("/verify/there")).isEqualTo(figures.get("copied"));
        assertThat(figures.at("/verify/missingAtSource")).isEqualTo(figures.get("missing"));
        assertThat(figures.at("/verify/problems").asBoolean()).isFalse();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void a_wrong_number_of_rows_is_refused_before_anything_starts() throws IOException {
        for (String rows : List.of("50", "1000001", "-1")) {
            Finished demo = demo("--rows", rows).await(Cli.PATIENCE).exits(2);

            assertThat(demo.err()).startsWith("mediaferry - --rows must be 100 to 1000000, was " + rows);
            assertThat(demo.out()).isEmpty();
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void keeps_running_until_a_signal_and_then_leaves_nothing_behind() throws IOException {
        try (Running demo = demo("--rows", "100", "--keep-running")) {
            await().atMost(Cli.PATIENCE)
                    .until(() -> !demo.isAlive() || demo.out().contains("end with the demo"));
            assertThat(demo.out())
                    .containsSubsequence(
                            "mediaferry plan", "To copy: ", "mediaferry sync", "mediaferry verify", "Complete: ")
                    .contains("Verified.");
            String settings = demo.out().replaceFirst("(?s).*status --config (\\S+).*", "$1");
            Finished status = Cli.run(outputs, Map.of(), List.of("status", "--config", settings));

            assertThat(status.exits(0).out()).contains("media_attachments", "No run is going on");

            demo.terminate();

            assertThat(demo.await(Cli.PATIENCE).err()).doesNotContain("Exception");
        }
        assertThat(leftovers()).isEmpty();
    }

    private Running demo(String... options) {
        List<String> command =
                Stream.concat(Stream.of("demo"), Stream.of(options)).toList();
        return Cli.start(outputs, Map.of("MEDIAFERRY_OPTS", "-Djava.io.tmpdir=" + temporary), command);
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.toList();
        }
    }
}
