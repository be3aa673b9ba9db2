package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;

/** The README's commands, run one after the other as a reader would. */
@Order(1)
@ExtendWith(Site.Resolver.class)
class ReadmeIT {

    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");

    private final Migration migration;

    ReadmeIT(Site site) {
        this.migration = site.migration(site.small()).alone();
    }

    @Test
    void every_command_of_the_readme_ends_well() throws IOException {
        List<String> commands = commands();

        assertThat(commands).hasSizeGreaterThan(15);
        for (String command : commands) {
            run(command).exits(0);
        }

        assertThat(migration.compare().differences()).isEmpty();
    }

    private Finished run(String command) {
        String[] words = command.replace("'", "").split(" ");
        return List.of("demo", "providers").contains(words[0])
                ? Cli.run(migration.directory(), Map.of(), List.of(words))
                : migration.run(words);
    }

    /** Without the program's name, and without what a shell would do with the output. */
    private static List<String> commands() throws IOException {
        String readme = Files.readString(Cli.home().resolve("README.md"));
        return SHELL.matcher(readme)
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> line.matches("(\\./|watch )?mediaferry .*"))
                .map(line -> line.replaceFirst(".*?mediaferry ", "").replaceFirst(" [|>] .*", ""))
                // Those wait for Ctrl-C, ask questions, or name files of their own; other tests do the same
                .filter(line -> !line.matches("(serve|init)\\b.*|.*--(keep-running|config|env-file).*"))
                .distinct()
                .toList();
    }
}
