package org.mediaferry.faults;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.slowDown;
import static org.mediaferry.harness.Kind.GET;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.any;
import static org.mediaferry.harness.S3Request.key;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.Fault;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Rule;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;
import org.mediaferry.harness.Traffic;
import org.mediaferry.harness.Traffic.Entry;

/** A store that wants fewer requests: the rate falls at once, Retry-After is obeyed, and no object becomes a dead letter. */
@Order(1)
@ExtendWith(Site.Resolver.class)
class ThrottlingStoreIT {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Migration migration;
    private final FaultProxy destination;

    ThrottlingStoreIT(Site site) {
        migration = site.migration(site.large());
        destination = migration.beforeDestination();
    }

    @BeforeEach
    void tryOnce() {
        // So that a try that counts would be a dead letter
        migration.set("retry.attempts", "0");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"503, SlowDown", "429, TooManyRequests"})
    void a_storm_of_refusals_is_waited_out_with_few_requests_and_no_dead_letter(int status, String code) {
        Rule storm = destination.on(PUT).after(200).then(answer(status, code));
        try (Running sync = migration.start("sync", "--format", "json")) {
            await().atMost(Cli.PATIENCE).until(() -> storm.hits() > 0);
            Duration begin = destination.traffic().now();
            await().atMost(Cli.PATIENCE).until(() -> destination.traffic().now().compareTo(begin.plusSeconds(10)) > 0);
            int refused = storm.hits();
            storm.lift();

            finishesWithoutDeadLetters(sync);
            System.out.println("ThrottlingStoreIT: " + refused + " requests in ten seconds of " + status);
            // Sixteen are under way when it begins; then the rate is halved each time, down to one a second
            assertThat(refused).isBetween(5, 80);
        }
    }

    @ParameterizedTest(name = "as a date: {0}")
    @ValueSource(booleans = {false, true})
    void a_retry_after_is_obeyed(boolean asDate) {
        destination
                .on(PUT)
                .after(100)
                .first(1)
                .then(asDate ? untilADate() : slowDown().retryAfter(WAIT));

        try (Running sync = migration.start("sync", "--format", "json")) {
            finishesWithoutDeadLetters(sync);
        }

        Entry refused = destination.traffic().entries(Traffic.faulty()).get(0);
        Duration quietFrom = refused.begin().plusSeconds(1);
        Duration quietUntil = refused.begin().plus(WAIT).minusSeconds(1);
        assertThat(destination
                        .traffic()
                        .entries(e ->
                                e.begin().compareTo(quietFrom) > 0 && e.begin().compareTo(quietUntil) < 0))
                .as("requests while the store wants none")
                .isEmpty();
    }

    @Test
    void settles_at_a_hundred_requests_a_second_when_the_store_takes_no_more() {
        Rule limit = destination.on(any()).beyond(100).then(slowDown());

        try (Running sync = migration.start("sync", "--format", "json")) {
            finishesWithoutDeadLetters(sync);
        }

        int[] taken = destination.traffic().perSecond(entry -> entry.succeeded());
        System.out.println(
                "ThrottlingStoreIT: taken each second at a limit of 100: " + java.util.Arrays.toString(taken));
        List<Integer> settled =
                java.util.Arrays.stream(taken, 10, taken.length - 1).boxed().toList();
        assertThat(settled)
                .as("from the eleventh second on, of %s; a busy machine does not use all its turns", taken.length)
                .hasSizeGreaterThan(5);
        assertThat(settled.stream().mapToInt(n -> n).average().orElseThrow()).isBetween(60.0, 105.0);
        assertThat(limit.hits()).as("refused").isLessThan(destination.traffic().count(Entry::succeeded) / 4);
    }

    @Test
    void an_object_that_alone_is_refused_for_ever_is_a_dead_letter_and_the_run_comes_to_its_end() {
        migration.set("retry.max-delay", "200ms");
        String damaged = migration.server().expected().stream()
                .filter(e -> e.content() != null)
                .findFirst()
                .orElseThrow()
                .key();
        destination.on(PUT.and(key(damaged))).then(slowDown());

        Finished sync = migration.run("sync", "--format", "json").exits(3);

        assertThat(sync.json().get("deadLetters").asInt()).isEqualTo(1);
        assertThat(migration
                        .run("report", "--failed", "--format", "jsonl")
                        .exits(0)
                        .jsonLines())
                .singleElement()
                .satisfies(letter -> assertThat(letter.get("key").asText()).isEqualTo(damaged))
                .satisfies(letter -> assertThat(letter.get("reason").asText()).isEqualTo("transient"));
    }

    @Test
    void a_bound_of_our_own_is_kept() {
        migration.set("source.max-rate", "200");
        FaultProxy source = migration.beforeSource();

        migration.run("sync").exits(0);

        assertThat(java.util.Arrays.stream(source.traffic().perSecond(Traffic.of(GET)))
                        .max()
                        .orElseThrow())
                .isLessThanOrEqualTo(230);
    }

    /** The date is reckoned when the store refuses; it has no fractions of a second. */
    private static Fault untilADate() {
        return call -> slowDown()
                .with(
                        "Retry-After",
                        RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC).plus(WAIT)))
                .befall(call);
    }

    private void finishesWithoutDeadLetters(Running sync) {
        Finished finished = sync.await(Cli.PATIENCE).exits(0);
        assertThat(finished.json().get("deadLetters").asInt()).isZero();
        assertThat(migration.compare().differences()).isEmpty();
    }
}
