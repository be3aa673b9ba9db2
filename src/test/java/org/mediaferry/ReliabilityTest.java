package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of promises names tests that exist, and no test of a fault is left out of it. */
class ReliabilityTest {

    private static final Path PAGE = Path.of("docs/reliability.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:IT|Test))`");

    @Test
    void each_test_that_is_named_exists() throws IOException {
        assertThat(named()).isNotEmpty().isSubsetOf(tests(TESTS));
    }

    @Test
    void each_test_of_a_fault_is_named() throws IOException {
        assertThat(named()).containsAll(tests(TESTS.resolve("org/mediaferry/faults")));
    }

    private static Set<String> named() throws IOException {
        return TEST.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> tests(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("IT.java") || name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
