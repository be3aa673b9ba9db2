package org.mediaferry.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mediaferry.config.Settings;

/** The shipped route files keep what Camel does not watch over; {@link BrokenRoutesTest} shows that these tests can fail. */
class RoutesTest {

    private final RouteGuards shipped = new RouteGuards(RouteFolder.read(Path.of("routes")));

    @Test
    void hold_only_routes_and_route_configurations() {
        assertThat(shipped.otherThanRoutesAndConfigurations()).isEmpty();
    }

    @Test
    void every_error_policy_that_a_route_names_exists() {
        assertThat(shipped.policiesThatDoNotExist()).isEmpty();
    }

    @Test
    void every_error_policy_stands_in_the_file_of_its_routes() {
        assertThat(shipped.policiesOfOtherFiles()).isEmpty();
    }

    @Test
    void one_unnamed_policy_leaves_failures_to_the_caller() {
        assertThat(shipped.defaultPolicies()).containsExactly("{noErrorHandler={}}");
    }

    @Test
    void no_id_is_taken_twice() {
        assertThat(shipped.idsThatAreTakenTwice()).isEmpty();
    }

    @Test
    void every_id_is_words_in_small_letters() {
        assertThat(shipped.oddIds()).isEmpty();
    }

    @Test
    void every_route_has_an_id() {
        assertThat(shipped.routesWithoutAnId()).isEmpty();
    }

    @Test
    void every_route_and_policy_is_described_in_one_sentence() {
        assertThat(shipped.descriptionsThatAreNoSentence()).isEmpty();
    }

    @Test
    void every_step_has_an_id_that_the_console_can_show() {
        assertThat(shipped.stepsWithoutAnId()).isEmpty();
    }

    @Test
    void every_header_of_camel_is_named_in_one_route_only() {
        assertThat(shipped.headersInSeveralRoutes()).isEmpty();
    }

    @Test
    void no_class_is_named_but_exceptions() {
        assertThat(shipped.classNames()).isEmpty();
    }

    @Test
    void every_placeholder_is_a_setting_or_optional() {
        Settings settings =
                Settings.load(Path.of(""), null, Map.of(), List.of("source.bucket=old", "destination.bucket=new"));

        assertThat(shipped.placeholdersWithoutASetting(
                        settings.routeProperties().keySet()))
                .isEmpty();
    }

    @Test
    void every_table_has_a_statement_and_a_route() {
        assertThat(shipped.tablesThatAreNotPolled()).isEmpty();
    }
}
