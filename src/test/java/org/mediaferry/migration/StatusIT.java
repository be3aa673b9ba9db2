package org.mediaferry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;

/** {@code mediaferry status}: how fast a run copies, or the last one did. */
@ExtendWith(Site.Resolver.class)
class StatusIT {

    private final Site site;

    StatusIT(Site site) {
        this.site = site;
    }

    @Test
    void after_a_run_its_speed_is_known() {
        Migration migration = site.migration(site.small());
        assertThat(migration.status().has("rate")).isFalse();
        migration.run("sync", "site_uploads").exits(0);
        // Too few to say anything
        assertThat(migration.status().get("rate").isNull()).isTrue();
        assertThat(migration.run("status").exits(0).out()).doesNotContain("objects/s");

        JsonNode sync = migration.run("sync", "--format", "json").exits(0).json();

        JsonNode rate = migration.status().get("rate");
        assertThat(rate.get("objects")).isEqualTo(sync.get("copied"));
        assertThat(rate.get("bytes")).isEqualTo(sync.get("bytes"));
        assertThat(rate.get("objectsPerSecond").asDouble()).isPositive();
        assertThat(rate.get("bytesPerSecond").asDouble()).isPositive();
        assertThat(rate.get("ofThisRun").asBoolean()).isFalse();
        assertThat(migration.run("status").exits(0).out())
                .containsPattern(
                        "The last run that was measured: [\\d,]+ objects/s, [\\d.]+ [KM]?B/s: [\\d,]+ copied in .*, until 20");
    }

    @Test
    void while_a_run_goes_on_its_own_speed_is_told_and_a_kill_leaves_it_known() {
        Migration migration = site.migration(site.large()).set("destination.max-rate", "40");
        try (Running sync = migration.start("sync")) {
            sync.until(() -> migration.status().at("/rate/ofThisRun").asBoolean());

            double rate = migration.status().at("/rate/objectsPerSecond").asDouble();
            assertThat(rate).isBetween(5.0, 45.0);
            assertThat(migration.run("status").exits(0).out()).contains("This run so far: ", " objects/s, ");

            sync.kill();
        }
        assertThat(migration.run("status").exits(0).out()).contains("The last run that was measured: ");
        assertThat(migration.run("plan", "--offline").exits(0).out())
                .contains(" objects/s of the run that was measured last, 20");
    }
}
