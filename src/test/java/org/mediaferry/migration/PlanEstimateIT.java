package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;

/** What {@code plan} says of requests, time and cost. */
@ExtendWith(Site.Resolver.class)
class PlanEstimateIT {

    private static final String PRICES = """
            wasabi:
              currency: USD
              storage-gb-month: 1000
              egress-gb: 2000
              puts-1000: 10
              gets-1000: 20
              date: 2026-01-01
              source: https://example.org
            """;

    private final Migration migration;

    PlanEstimateIT(Site site) {
        this.migration = site.migration(site.small());
    }

    @Test
    void requests_and_bytes_are_those_of_what_is_to_copy() {
        migration.run("sync", "accounts").exits(0);

        JsonNode plan = migration.run("plan", "--format", "json").exits(0).json();

        JsonNode estimate = plan.get("estimate");
        long toCopy = plan.get("objects").asLong() - plan.get("alreadyThere").asLong();
        assertThat(estimate.get("objects").asLong()).isEqualTo(toCopy);
        assertThat(estimate.get("requests").get("get").asLong()).isEqualTo(toCopy);
        assertThat(estimate.get("requests").get("put").asLong()).isEqualTo(toCopy);
        assertThat(estimate.get("requests").get("list").asLong()).isPositive();
        assertThat(estimate.get("bytesKnown").asLong())
                .isPositive()
                .isLessThan(plan.get("bytesKnown").asLong());
        assertThat(estimate.get("secondsAtLimits").isNull()).isTrue();
        assertThat(estimate.get("secondsAsMeasured").isNull()).isTrue();
    }

    @Test
    void the_database_alone_is_enough_and_what_is_not_known_is_said() {
        for (String store : List.of("source", "destination")) {
            for (String key : List.of("endpoint", "bucket", "access-key", "secret-key")) {
                migration.unset(store + "." + key);
            }
        }

        Finished plan = migration.run("plan", "--offline").exits(0);

        assertThat(plan.out())
                .contains("listings (not asked)")
                .contains("Time at the stores' limits: none is known")
                .contains("Time at the measured rate: not measured yet")
                .contains(
                        "source, other: no prices for other in config/prices.yaml; source.provider names whose store it is")
                .contains("the database knows the size of originals only");
        assertThat(migration.work()).doesNotExist();
    }

    @Test
    void time_follows_from_the_lower_limit_and_from_the_last_run() {
        migration.set("source.max-rate", "100").set("destination.max-rate", "50");

        JsonNode first =
                migration.run("plan", "--format", "json").exits(0).json().get("estimate");
        assertThat(first.get("secondsAtLimits").asDouble())
                .isEqualTo(first.get("objects").asLong() / 50.0);

        migration.unset("source.max-rate").unset("destination.max-rate");
        migration.run("sync").exits(0);
        JsonNode second =
                migration.run("plan", "--format", "json").exits(0).json().get("estimate");
        assertThat(second.get("measuredObjectsPerSecond").asDouble()).isPositive();
        assertThat(second.get("secondsAsMeasured").asDouble()).isNotNegative();
        assertThat(migration.run("plan").exits(0).out()).contains(" objects/s of the run that was measured last, 20");
    }

    @Test
    void costs_are_those_of_the_file_and_egress_is_among_them() throws IOException {
        for (String side : List.of("source", "destination")) {
            migration.set(side + ".provider", "wasabi").set(side + ".region", "us-east-1");
        }
        Path prices = Files.writeString(migration.directory().resolve("prices.yaml"), PRICES);

        JsonNode plan = migration
                .run("plan", "--prices", prices.toString(), "--format", "json")
                .exits(0)
                .json();

        JsonNode source = plan.get("estimate").get("costs").get(0);
        JsonNode destination = plan.get("estimate").get("costs").get(1);
        long objects = plan.get("estimate").get("objects").asLong();
        double gigabytes = plan.get("estimate").get("bytesKnown").asLong() / 1e9;
        assertThat(source.get("requests").asDouble()).isEqualTo(cents(objects * 0.02));
        assertThat(source.get("egress").asDouble())
                .isEqualTo(cents(gigabytes * 2000))
                .isPositive();
        assertThat(source.get("storageMonth").isNull()).isTrue();
        assertThat(destination.get("requests").asDouble())
                .isEqualTo(cents((objects
                                + plan.get("estimate")
                                        .get("requests")
                                        .get("list")
                                        .asLong())
                        * 0.01));
        assertThat(destination.get("storageMonth").asDouble()).isEqualTo(cents(gigabytes * 1000));
        assertThat(destination.get("egress").isNull()).isTrue();
    }

    @Test
    void objects_that_are_left_out_are_counted_and_cost_nothing() {
        migration.set("destination.acl", "none");

        Finished plan = migration.run("plan", "--format", "json").exits(0);

        long leftOut = migration.server().expected().stream()
                .filter(Expected::isPrivate)
                .count();
        assertThat(plan.json().get("leftOut").asLong()).isEqualTo(leftOut).isPositive();
        assertThat(plan.json().get("estimate").get("objects").asLong())
                .isEqualTo(migration.server().expected().size() - leftOut);
        assertThat(migration.run("plan").exits(0).out()).contains("Left out: " + leftOut + " objects");
        assertThat(plan.json().get("requests").asLong())
                .isEqualTo(2 * (migration.server().expected().size() - leftOut));
    }

    @Test
    void a_broken_file_of_prices_is_refused_before_anything_is_read() throws IOException {
        Path prices = Files.writeString(
                migration.directory().resolve("prices.yaml"), PRICES.replace("egress-gb: 2000", "egress-gb: -1"));

        Finished plan = migration.run("plan", "--prices", prices.toString()).exits(2);

        assertThat(plan.err())
                .contains(prices + " line 4: egress-gb must be a number of 0 or more, e.g. 0.023, was \"-1\"");
        assertThat(migration.run("plan", "--prices", "/no/such.yaml").exits(2).err())
                .contains("/no/such.yaml: the file of prices does not exist");
    }

    @Test
    void an_unknown_provider_is_refused_with_the_nearest_name() {
        migration.set("destination.provider", "wasbi");

        Finished plan = migration.run("plan").exits(2);

        assertThat(plan.err()).contains("destination.provider must be").contains("was \"wasbi\", did you mean wasabi?");
    }

    private static double cents(double amount) {
        return Math.round(amount * 100) / 100.0;
    }
}
