package org.mediaferry.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that the guards of {@link RoutesTest} find what they are there to find. */
class BrokenRoutesTest {

    private static final String TRANSFER = "transfer.camel.yaml";
    private static final String POLL = "poll.camel.yaml";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_guard_finds(
            String mistake,
            Consumer<RoutesCopy> edit,
            Function<RouteGuards, List<String>> guard,
            List<String> expected) {
        RoutesCopy routes = RoutesCopy.below(directory);
        edit.accept(routes);

        List<String> found = guard.apply(new RouteGuards(RouteFolder.read(routes.folder())));

        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).contains(expected.get(i));
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "a flow without a route",
                        routes -> routes.save("extra.camel.yaml", "- from: {uri: direct:x, steps: []}\n"),
                        RouteGuards::otherThanRoutesAndConfigurations,
                        "extra.camel.yaml from"),
                mistake(
                        "a misspelt policy",
                        routes -> routes.replace(
                                TRANSFER, "routeConfigurationId: transfer-errors", "routeConfigurationId: transfr"),
                        RouteGuards::policiesThatDoNotExist,
                        "route transfer names transfr"),
                mistake(
                        "a policy of another file",
                        routes -> routes.replace(
                                TRANSFER, "routeConfigurationId: transfer-errors", "routeConfigurationId: poll-errors"),
                        RouteGuards::policiesOfOtherFiles,
                        "route transfer"),
                mistake(
                        "no default policy",
                        routes -> routes.remove("defaults.camel.yaml"),
                        RouteGuards::defaultPolicies),
                mistake(
                        "a second route of the same id in another file",
                        routes -> routes.replace("replay.camel.yaml", "    id: replay\n", "    id: transfer\n"),
                        RouteGuards::idsThatAreTakenTwice,
                        "transfer"),
                mistake(
                        "a second step of the same id",
                        routes -> routes.replace(TRANSFER, "id: tell-copied", "id: tell-missing"),
                        RouteGuards::idsThatAreTakenTwice,
                        "tell-missing"),
                mistake(
                        "an id in camel case",
                        routes -> routes.replace(TRANSFER, "id: tell-copied", "id: tellCopied"),
                        RouteGuards::oddIds,
                        "tellCopied"),
                mistake(
                        "a route without an id",
                        routes -> routes.replace(TRANSFER, "    id: transfer\n", ""),
                        RouteGuards::routesWithoutAnId,
                        TRANSFER),
                mistake(
                        "a route without a description",
                        routes -> routes.replace(
                                TRANSFER,
                                "    description: Copy one object from the source store to the destination store\n",
                                ""),
                        RouteGuards::descriptionsThatAreNoSentence,
                        "route transfer says: "),
                mistake(
                        "a description of two sentences",
                        routes -> routes.replace(TRANSFER, "destination store\n", "destination store. Well\n"),
                        RouteGuards::descriptionsThatAreNoSentence,
                        "Well"),
                mistake(
                        "a step without an id",
                        routes -> routes.replace(TRANSFER, "{id: remember-object, name", "{name"),
                        RouteGuards::stepsWithoutAnId,
                        "route transfer has a setProperty"),
                mistake(
                        "a step without an id in a policy",
                        routes -> routes.replace(TRANSFER, "{id: permanent-to-dead-letter, uri", "{uri"),
                        RouteGuards::stepsWithoutAnId,
                        "routeConfiguration transfer-errors has a to"),
                mistake(
                        "a doFinally without an id",
                        routes -> routes.replace(TRANSFER, "              id: in-any-case\n", ""),
                        RouteGuards::stepsWithoutAnId,
                        "route copy-bytes has a doFinally"),
                mistake(
                        "a header of Camel in two routes",
                        routes -> routes.replace(
                                "dead-letter.camel.yaml", "exchangeProperty.tries", "header.CamelAwsS3Key"),
                        RouteGuards::headersInSeveralRoutes,
                        "CamelAwsS3Key in [dead-letter.camel.yaml route dead-letter, "),
                mistake(
                        "a bean by its class",
                        routes -> routes.replace(
                                TRANSFER,
                                "ref: failures, method: \"isPermanent",
                                "beanType: org.mediaferry.transfer.Failures, method: \"isPermanent"),
                        RouteGuards::classNames,
                        "org.mediaferry.transfer.Failures"),
                mistake(
                        "a placeholder that is no setting",
                        routes -> routes.replace(TRANSFER, "{{retry.attempts}}", "{{retry.atempts}}"),
                        guards -> guards.placeholdersWithoutASetting(Set.of(
                                "destination.bucket",
                                "destination.max-rate",
                                "outcome.batch-size",
                                "outcome.interval",
                                "poll.delay",
                                "poll.page-size",
                                "poll.retries",
                                "queue.outcome",
                                "queue.transfer",
                                "retry.attempts",
                                "retry.delay",
                                "retry.max-delay",
                                "retry.multiplier",
                                "source.bucket",
                                "source.max-rate",
                                "transfer.concurrency")),
                        "transfer-errors wants retry.atempts"),
                mistake(
                        "a statement of no table",
                        routes -> routes.save("sql/users.sql", "SELECT 1"),
                        RouteGuards::tablesThatAreNotPolled,
                        "sql/users.sql belongs to no table"),
                mistake(
                        "a table without a statement",
                        routes -> routes.remove("sql/backups.sql"),
                        RouteGuards::tablesThatAreNotPolled,
                        "sql/backups.sql is absent"),
                mistake(
                        "a table without a route",
                        routes -> routes.replace(POLL, "id: poll-backups\n", "id: poll-backup\n"),
                        RouteGuards::tablesThatAreNotPolled,
                        "no route poll-backups"),
                mistake(
                        "a route that polls another table",
                        routes -> routes.replace(POLL, "constant: backups", "constant: imports"),
                        RouteGuards::tablesThatAreNotPolled,
                        "no route poll-backups that polls backups"));
    }

    private static Arguments mistake(
            String name, Consumer<RoutesCopy> edit, Function<RouteGuards, List<String>> guard, String... expected) {
        return Arguments.of(name, edit, guard, List.of(expected));
    }
}
