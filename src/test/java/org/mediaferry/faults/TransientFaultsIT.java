package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.cut;
import static org.mediaferry.harness.Faults.slowDown;
import static org.mediaferry.harness.Kind.GET;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.any;
import static org.mediaferry.harness.S3Request.keyWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Fault;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Rule;
import org.mediaferry.harness.S3Request;
import org.mediaferry.harness.Site;

/** What may pass is tried again, get and put together; an object at which it never passes is a dead letter, transient. */
@ExtendWith(Site.Resolver.class)
class TransientFaultsIT {

    private static final int RETRIES = 2;
    private static final Predicate<S3Request> EMOJI = keyWith("custom_emojis/");

    private final Migration migration;
    private final FaultProxy source;
    private final FaultProxy destination;

    TransientFaultsIT(Site site) {
        migration = site.migration(site.small());
        migration.set("retry.attempts", Integer.toString(RETRIES));
        source = migration.beforeSource();
        destination = migration.beforeDestination();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("500", answer(500, "InternalError")),
                Arguments.of("502", answer(502, "BadGateway")),
                Arguments.of("504", answer(504, "GatewayTimeout")),
                Arguments.of("a connection reset", cut()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void what_passes_is_copied(String name, Fault fault) {
        source.on(GET.and(EMOJI)).firstOfEachKey(1).then(fault);
        destination.on(PUT.and(EMOJI)).firstOfEachKey(RETRIES - 1).then(fault);

        Finished sync = migration.run("sync", "--format", "json").exits(0);

        assertThat(sync.json().get("deadLetters").asInt()).isZero();
        assertThat(migration.compare().differences()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void what_does_not_pass_is_one_dead_letter_after_all_tries_and_the_others_are_copied(String name, Fault fault) {
        destination.on(PUT.and(EMOJI)).then(fault);

        migration.run("sync").exits(3);

        List<JsonNode> letters = migration
                .run("report", "--failed", "--format", "jsonl")
                .exits(0)
                .jsonLines();
        assertThat(letters)
                .hasSize((int) emoji().count())
                .allSatisfy(letter -> assertThat(letter.get("reason").asText()).isEqualTo("transient"))
                .allSatisfy(letter -> assertThat(letter.get("tries").asInt()).isEqualTo(1 + RETRIES));
        assertThat(migration
                        .compare(migration.server().expected().stream().filter(e -> !isEmoji(e)))
                        .differences())
                .isEmpty();
    }

    @Test
    void a_run_begins_though_its_first_requests_are_refused() {
        Rule atSource = source.on(any()).first(2).then(slowDown());
        Rule atDestination = destination.on(any()).first(2).then(answer(500, "InternalError"));

        migration.run("sync").exits(0);

        assertThat(List.of(atSource.hits(), atDestination.hits())).containsOnly(2);
        assertThat(migration.compare().differences()).isEmpty();
    }

    private Stream<Expected> emoji() {
        return migration.server().expected().stream().filter(e -> isEmoji(e) && e.content() != null);
    }

    private static boolean isEmoji(Expected expected) {
        return expected.object().table().equals("custom_emojis");
    }
}
