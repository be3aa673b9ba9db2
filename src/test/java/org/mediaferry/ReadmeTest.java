package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.cli.Mediaferry;
import org.mediaferry.config.Key;
import org.mediaferry.config.KeyReference;
import org.mediaferry.config.Keys;
import picocli.CommandLine;

/** The README against the program: commands, settings and the files that its examples edit. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Pattern SHELL_BLOCK = Pattern.compile("(?ms)^ *```sh\\n(.*?)^ *```$");
    private static final Pattern INLINE_COMMAND = Pattern.compile("`(mediaferry [^`]+)`");
    /** Variables in front of the command are the shell's, as is what follows a pipe or a redirection. */
    private static final Pattern COMMAND =
            Pattern.compile("(?:[A-Z_]+=\\S* )*(?:watch )?(?:\\./)?mediaferry( [^|>]*)?(?:[|>].*)?");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    /** What looks like a setting: in backticks, in a placeholder, after --set, or assigned on a line of its own. */
    private static final Pattern SETTING =
            Pattern.compile("`([a-z]+\\.[a-z-]+)`|\\{\\{([a-z.-]+)}}|--set ([a-z.-]+)=|(?m:^([a-z]+\\.[a-z-]+) = )");

    private static final Pattern VARIABLE = Pattern.compile("\\b([A-Z]+(?:_[A-Z]+)+)=");
    private static final Set<String> VARIABLES_OF_THE_LAUNCHER = Set.of("MEDIAFERRY_OPTS");

    @ParameterizedTest
    @MethodSource({"commandLines", "inlineCommands"})
    void a_command_line_parses(String line) {
        List<String> arguments = argumentsOf(line);

        assertThatCode(() -> commandLine().parseArgs(arguments.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    @Test
    void every_example_of_a_commands_help_is_there() throws IOException {
        List<String> examples = commandLine().getSubcommands().values().stream()
                .flatMap(command ->
                        Arrays.stream(command.getCommandSpec().usageMessage().footer()))
                .map(line -> line.strip().replaceFirst(" {2,}.*", ""))
                .toList();

        assertThat(examples).isNotEmpty();
        assertThat(commandLines()).containsAll(examples);
    }

    @Test
    void the_table_of_settings_is_that_of_the_keys() throws IOException {
        assertThat(readme()).contains("\n\n" + KeyReference.markdown() + "\n");
    }

    @Test
    void every_setting_that_is_named_exists() throws IOException {
        Set<String> named = SETTING.matcher(readme())
                .results()
                .map(found -> Stream.of(1, 2, 3, 4)
                        .map(found::group)
                        .filter(group -> group != null)
                        .findFirst()
                        .orElseThrow())
                .filter(name -> !name.startsWith("custom."))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isNotEmpty().isSubsetOf(names());
    }

    @Test
    void every_variable_that_is_set_belongs_to_a_setting() throws IOException {
        Set<String> variables = Stream.concat(
                        Keys.all().stream().map(Key::environmentVariable), VARIABLES_OF_THE_LAUNCHER.stream())
                .collect(Collectors.toSet());

        assertThat(VARIABLE.matcher(readme()).results().map(found -> found.group(1)))
                .isNotEmpty()
                .isSubsetOf(variables);
    }

    @Test
    void the_edits_of_its_examples_fit_the_shipped_files() throws IOException {
        assertThat(readme())
                .contains("s/concurrentConsumers: \"{{transfer.concurrency}}\"/")
                .contains("s/t.image_file_name, /");

        assertThat(Path.of("routes", "transfer.camel.yaml"))
                .content()
                .containsOnlyOnce("concurrentConsumers: \"{{transfer.concurrency}}\"");
        assertThat(Path.of("routes", "sql", "preview_cards.sql")).content().containsOnlyOnce("t.image_file_name, ");
        assertThat(Path.of("routes", "dead-letter.camel.yaml")).content().endsWith("uri: \"direct:tell-outcome\"}\n");
    }

    private static List<String> commandLines() throws IOException {
        return SHELL_BLOCK
                .matcher(readme())
                .results()
                .flatMap(block -> block.group(1).lines())
                .map(String::strip)
                .filter(line -> COMMAND.matcher(line).matches())
                .toList();
    }

    private static List<String> inlineCommands() throws IOException {
        return INLINE_COMMAND
                .matcher(readme())
                .results()
                .map(command -> command.group(1))
                .toList();
    }

    private static List<String> argumentsOf(String line) {
        var command = COMMAND.matcher(line);
        assertThat(command.matches()).isTrue();
        String arguments = command.group(1) == null ? "" : command.group(1);
        return WORD.matcher(arguments)
                .results()
                .map(word -> Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(group -> group != null)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static CommandLine commandLine() {
        return Mediaferry.commandLine().setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static Set<String> names() {
        return Keys.all().stream().map(Key::name).collect(Collectors.toSet());
    }

    private static String readme() throws IOException {
        return Files.readString(README);
    }
}
